/** How people spell on a phone: what stands for what. Keys are lower case, without apostrophes and accents. */

const entries = (lines: string): Map<string, readonly string[]> =>
  new Map(
    lines
      .trim()
      .split("\n")
      .map((line) => {
        const [word = "", written = ""] = line.trim().split("=");
        return [word, written.split(" ")];
      }),
  );

export const CONTRACTIONS: ReadonlyMap<string, readonly string[]> = entries(`
im=i am
ive=i have
id=i would
ill=i will
youre=you are
youve=you have
youll=you will
youd=you would
hes=he is
shes=she is
theyre=they are
theyve=they have
theyll=they will
theyd=they would
hell=he will
shell=she will
hed=he would
shed=she would
itll=it will
itd=it would
its=it is
thats=that is
theres=there is
whats=what is
wheres=where is
hows=how is
whos=who is
dont=do not
doesnt=does not
didnt=did not
cant=can not
cannot=can not
couldnt=could not
wont=will not
wouldnt=would not
shouldnt=should not
isnt=is not
arent=are not
wasnt=was not
werent=were not
havent=have not
hasnt=has not
hadnt=had not
aint=is not
gonna=going to
gona=going to
ganna=going to
gunna=going to
finna=going to
fixina=going to
tryna=trying to
trynna=trying to
imma=i am going to
ima=i am going to
iwanna=i want to
wanna=want to
wana=want to
wan=want
gotta=got to
hafta=have to
lemme=let me
gimme=give me
kinda=kind of
dunno=do not know
weve=we have
lets=let us
mustve=must have
shouldve=should have
couldve=could have
wouldve=would have
`);

export const SHORTHAND: ReadonlyMap<string, readonly string[]> = entries(`
u=you
ur=your
urself=yourself
r=are
k=ok
2=to
4=for
b4=before
gr8=great
l8r=later
2nite=tonight
2night=tonight
tonite=tonight
tnite=tonight
tn=tonight
2day=today
2moro=tomorrow
tmrw=tomorrow
tmr=tomorrow
tomoz=tomorrow
tomorow=tomorrow
tommorow=tomorrow
unaliving=unalive
unalived=unalive
rn=right now
atm=right now
asap=right now
idk=i do not know
idc=i do not care
idek=i do not know
ik=i know
imo=i think
ngl=not gonna lie
tbh=honestly
fr=for real
frfr=for real
frl=for real
bc=because
cuz=because
cus=because
coz=because
bcuz=because
bcz=because
w=with
wo=without
wout=without
abt=about
bout=about
thx=thanks
ty=thanks
pls=please
plz=please
plss=please
ppl=people
sm1=someone
smth=something
sth=something
nothin=nothing
sumthin=something
som1=someone
every1=everyone
ne1=anyone
no1=no one
noone=no one
bf=boyfriend
gf=girlfriend
bff=friend
bday=birthday
hubby=husband
fam=family
prolly=probably
probs=probably
def=definitely
rly=really
rlly=really
srsly=seriously
deadass=seriously
dnt=do not
dun=do not
dnot=do not
cnt=can not
wnt=want
wnat=want
wunna=want to
lfe=life
lyf=life
liv=live
lve=live
kil=kill
kll=kill
kiling=killing
dei=die
dye=die
myslf=myself
mysel=myself
mself=myself
meself=myself
miself=myself
yrself=yourself
yrs=years
hrs=hours
hr=hour
mins=minutes
gon=going to
bouta=about to
boutta=about to
abouta=about to
thinkn=thinking
feelin=feeling
livin=living
dyin=dying
killin=killing
cuttin=cutting
hurtin=hurting
sayin=saying
thinkin=thinking
goin=going
doin=doing
nothn=nothing
anymor=anymore
nomore=no more
kms=kill myself
kmsing=kill myself
kys=kill yourself
wtd=want to die
wtk=want to kill
kmyself=kill myself
ctb=suicide ctb
sewerslide=suicide
sewercide=suicide
sewersliding=suicide
sucide=suicide
suside=suicide
suicde=suicide
suiside=suicide
suacide=suicide
sh=self harm
selfharm=self harm
selfharming=self harming
od=overdose
oded=overdosed
oding=overdosing
dv=domestic violence
xq=por que
pq=por que
porq=por que
q=que
qe=que
tqm=te quiero mucho
tmb=tambien
tb=tambien
tbn=tambien
bn=bien
toy=estoy
tas=estas
pa=para
kiero=quiero
kero=quiero
qiero=quiero
kien=quien
ntp=no te preocupes
mñn=manana
ola=hola
hno=hermano
hna=hermana
`);
const EMOJI_WORDS: Readonly<Record<string, string>> = {
  laugh: "😂🤣😆😹😅😄😁💀☠",
  cry: "😭😢😔😞😟😩😫🥺😿💔🥀😥😓",
  blade: "🔪🗡🪒✂🩸",
  gun: "🔫",
  pills: "💊💉",
  grave: "⚰🪦🕊👼",
  angry: "😡🤬😠👿",
  scared: "😨😰😱",
  heart: "❤💕💖💗💙💚💛💜🖤🤍😍🥰😘",
  fire: "🔥",
  wave: "👋",
};

export const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries(EMOJI_WORDS).flatMap(([name, symbols]) => [...symbols].map((symbol) => [symbol, ` emo${name} `])),
);

/** Words worth mending: each stands for a slip of one letter, or two that changed places. */
const WORTH_MENDING =
  "kill killed killing myself suicide suicidal overdose overdosed dying want wanted hurt hurting harming cutting pills tonight goodbye bridge anymore alive living worthless burden hopeless hanging jumping strangled choked choking raped molested abused abusive stabbed threatened threatening bleeding razor blade noose himself herself tomorrow forever beats husband boyfriend girlfriend scared afraid stepdad uncle touched touches knife shoot shooting murder sleeping swallowed stockpiling funeral depressed wrists throat balcony matarme morir morirme suicidarme pastillas cortarme lastimarme quitarme golpea amenaza padrastro violaron quiero vivir".split(
    " ",
  );

const SHORTEST_MENDED = 4;

/** The word that is meant by one with stars in it ("s*icide"). */
export function unstarred(word: string): string | undefined {
  const letters = word.split("*").length - 1;
  if (letters === 0 || letters > 3) return undefined;
  return [...WORTH_MENDING, "die", "rape", "rapist", "shoot", "fuck", "shit", "bitch", "ass", "dead"].find(
    (target) =>
      target.length === word.length && [...word].every((letter, at) => letter === "*" || letter === target[at]),
  );
}

/** The word that is meant, where a word that matters was misspelled by one letter. */
export function nearest(word: string): string | undefined {
  if (word.length < SHORTEST_MENDED || word.length > 16) return undefined;
  for (const shorter of [word, ...without(word)]) {
    const target = BY_DELETION.get(shorter);
    if (target && isSlip(word, target)) return target;
  }
  return undefined;
}

function without(word: string): readonly string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

const BY_DELETION = new Map<string, string>();
for (const target of WORTH_MENDING) {
  for (const shorter of [target, ...without(target)]) if (!BY_DELETION.has(shorter)) BY_DELETION.set(shorter, target);
}

/** Sharing a deletion, two words differ by one letter or by two neighbours that changed places; only the end may be further. */
function isSlip(word: string, target: string): boolean {
  if (word[0] !== target[0] || Math.abs(word.length - target.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === target[start]) start++;
  let end = 0;
  while (end < Math.min(word.length, target.length) - start && word.at(-1 - end) === target.at(-1 - end)) end++;
  const [left, right] = [word.length - start - end, target.length - start - end];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && word[start] === target[start + 1] && word[start + 1] === target[start];
}
