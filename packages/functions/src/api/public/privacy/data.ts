import { type PrivacyNotice, RETENTION } from "@jules/core/privacy";

/** The notice as data, for whoever checks or archives it. */
export function privacyData({ version, day, language, wording, kept, companies, contact }: PrivacyNotice) {
  return {
    notice: {
      version,
      day,
      language,
      title: wording.title,
      summary: wording.summary,
      sections: [
        ...[wording.short, wording.use, wording.asking, wording.health, wording.notSold, wording.optIn],
        ...[wording.children, wording.security],
      ],
    },
    retention: kept.map((words) => ({ ...words, ...scheduleOf(words.code) })),
    companies,
    contact,
  };
}

function scheduleOf(wanted: string) {
  const [found] = RETENTION.filter(({ code }) => code === wanted);
  return { keeps: found?.keeps, goes: found?.goes, because: found?.because };
}
