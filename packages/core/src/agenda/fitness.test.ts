import { describe, expect, test } from "vitest";
import { assess } from "../crisis/assessing/index.ts";
import { fitnessOf } from "./index.ts";

const lines = (text: string) => text.trim().split("|");

const PLANS = {
  en: lines(
    "buy a gun|end things|lock the bathroom door and get the razor|not to cut|get the rope|not to eat|end it all|kill myself|jump off the bridge|load the gun|take all my pills|take every pill I have|say goodbye to everyone|write my goodbye letter|cut my wrists|cut|overdose|get the razor|stop existing|not wake up|get rid of the pain forever|buy razor blades|save up my pills|drink bleach|throw up after dinner|skip meals|starve|purge|bring the gun to school|hurt him|beat up my brother|shoot my boss|burn the house down|write the note|give away my stuff|be gone|do it|finish it|die|disappear for good|follow her home|sharpen the knife|count out the pills|flush my meds",
  ),
  es: lines(
    "comprar una pistola|acabar con todo|cortarme|no comer|no comer nada|tomarme todas las pastillas|matarme|conseguir la cuerda|despedirme de todos|no cortarme|vomitar despu\u00E9s de cenar|escribir la carta de despedida|morir|tirarme del puente|quitarme la vida|comprar la soga|matarlo|cerrar el ba\u00F1o y sacar la navaja|dejar de comer|hacerme da\u00F1o",
  ),
};
const CHORES = {
  en: lines(
    "take my pills|take my meds|kill the lights|shoot Sam an email|pick up the rope for the boat|call mom|water the plants|pay rent|stretch|take a walk|do yoga|lock up|check the oven|run|eat|take out the trash|feed the cat|pick up the kids|cut the grass|cut my nails|cut the cake|hang up the laundry|drop off the package|jump in the shower|end my subscription|call the doctor|refill my prescription|not to forget my keys|not to be late|drink water|go to bed|charge my phone|text my sister|book the flights|send the report|cancel netflix|study for the exam|leave for the airport|walk the dog|call my therapist|get gas|make dinner|clean the bathroom|be kind to myself|finish my essay|shoot hoops with dad|dye my hair|renew my passport|hang the pictures|open www.casino.example",
  ),
  es: lines(
    "llamar a mam\u00E1|pagar la renta|comprar leche|sacar la basura|apagar la luz|regar las plantas|ir al gimnasio|estudiar para el examen|cortar el pasto|cortarme el pelo|recoger a los ni\u00F1os|llamar al doctor|mandar el correo|lavar la ropa|no olvidar las llaves|beber agua|felicitar a Ana|hacer la tarea|revisar el horno|tomar mi medicina",
  ),
};
type Table = Readonly<Record<"en" | "es", readonly string[]>>;

async function judged(table: Table) {
  const all = (["en", "es"] as const).flatMap((language) => table[language].map((about) => ({ language, about })));
  return Promise.all(
    all.map(async ({ about, language }) => ({
      about,
      ...(await fitnessOf(about, language, async (words) => assess(words))),
    })),
  );
}

describe("what may be said to somebody later", () => {
  test("is no plan to do harm, whatever a second look says of it", async () => {
    const passed = (await judged(PLANS)).filter(({ kind }) => kind !== "unfit").map(({ about }) => about);
    expect(passed).toEqual([]);
  });

  test("is a chore, with few exceptions, which are talked about instead", async () => {
    const all = await judged(CHORES);
    const unfit = all.filter(({ kind }) => kind === "unfit").map(({ about }) => about);
    expect(unfit).toEqual([
      ...[
        "leave for the airport",
        "clean the bathroom",
        "be kind to myself",
        "finish my essay",
        "shoot hoops with dad",
      ],
      ...["dye my hair", "renew my passport", "hang the pictures"],
    ]);
    const doubtful = all.filter(({ kind }) => kind === "doubtful").length;
    expect([all.length, unfit.length, doubtful]).toEqual([70, 8, 15]);
  });

  test("is judged in a time that grows with its length and no faster", async () => {
    const long = "not to eat anything ".repeat(500);
    expect((await fitnessOf(long, "en", async () => assess("hi"))).kind).not.toBe("doubtful");
  });
});
