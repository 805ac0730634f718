import type { CrisisCategory, CrisisTier } from "@jules/core/crisis";
import type { Example } from "./corpus.ts";
import { randomFrom } from "./learning.ts";

/**
 * The plain ways of putting it, as sentences with blanks: `<name>` is filled from the list of that name, `(a|b)` from what
 * stands in it, and may stay empty where one of them is. Each line is a family of its own.
 */
interface Pattern {
  readonly tier: CrisisTier;
  readonly categories: readonly CrisisCategory[];
  readonly signals?: readonly string[];
  readonly language?: string;
  readonly lines: string;
}

const LISTS: Readonly<Record<string, string>> = {
  soft: "|||||just |really |honestly |lowkey |literally |fucking |legit |so |like ",
  hey: "||||||||hey |jules |hey jules |ok so |idk |ugh |tbh |look |please |i cant talk to anyone but |not gonna lie |sorry but |honestly ",
  tail: "||||||||| anymore| fr| tbh| ngl| idk| please help| help| and i mean it| for real| rn| im serious| lol| im so tired| im sorry| whats wrong with me| i dont know what to do| what do i do",
  want: "want to|wanna|want 2|need to|just want to|rly wanna|wish i could|feel like i need to|feel like i want to",
  going:
    "im going to|im gonna|i will|imma|im about to|im planning to|i plan to|ive decided to|im ready to|i think im going to|i might|i am going to|ill",
  thinking:
    "thinking about|thinking of|i keep thinking about|i cant stop thinking about|ive been thinking about|considering|i think a lot about|seriously considering|planning on",
  endme:
    "kill myself|end my life|end it all|take my own life|end it|commit suicide|kms|unalive myself|off myself|die|be dead|hang myself|shoot myself|overdose|jump off a bridge|drown myself|slit my wrists|end everything|jump in front of a train",
  endingme:
    "killing myself|ending my life|ending it all|taking my life|suicide|dying|ending it|committing suicide|hanging myself|shooting myself|overdosing|jumping|death|being dead|unaliving myself",
  day: "tonight|today|right now|tomorrow|this evening|in an hour|before morning|tomorrow morning|after work|when everyone is asleep|at midnight|when i get home|rn|tn",
  later:
    "soon|next week|on my birthday|this weekend|next month|after christmas|when im alone|one day soon|eventually|after my exams|before the year ends",
  friend:
    "my friend|my best friend|my roommate|my brother|my sister|my boyfriend|my girlfriend|my mom|my dad|my husband|my wife|my son|my daughter|my cousin|a girl in my class|my coworker|my student|someone i know online|my ex|this kid i know|my uncle|my teammate|my neighbor|my partner",
  partner:
    "my husband|my boyfriend|my wife|my girlfriend|my ex|my partner|my bf|my gf|my fiance|he|she|my ex husband|my hubby|my baby daddy",
  parent:
    "my dad|my mom|my stepdad|my stepmom|my father|my mother|my foster mom|my parents|my uncle|my grandpa|my moms boyfriend|my older brother|my coach|my teacher|my aunt|my foster dad|my babysitter|my guardian",
  hits: "hits|beats|slaps|punches|kicks|chokes|strangles|hurts|throws things at|spits on|drags|burns|bites|pushes|shoves|smacks|beats up",
  didhit:
    "hit|beat|slapped|punched|kicked|choked|strangled|hurt|threw me down and kicked|attacked|burned|bit|pushed|shoved|smacked|beat up|headbutted",
  victim: "me|me|me|me and the kids|my kids|my son|my daughter|my little sister|my mom",
  person:
    "my boss|my ex|my neighbor|my dad|my stepdad|my roommate|my wife|my husband|him|her|them|my teacher|my brother|that guy|my coworker|my ex girlfriend|my landlord|the guy who did this|my mother in law|that cop|this kid at school|her new boyfriend|those guys|everyone here|my whole family|my manager|all of them",
  killthem:
    "kill|murder|shoot|stab|strangle|hurt|beat up|poison|beat to death|run over|destroy|put a bullet in|slit the throat of|make a hole in the head of|burn",
  group:
    "women|men|gay people|trans people|immigrants|muslims|jews|christians|black people|white people|asians|mexicans|cops|politicians|liberals|republicans|disabled people|homeless people|foreigners|feminists|students|these people|those animals",
  place:
    "my school|the school|my office|work|the church|the mosque|the mall|the synagogue|the courthouse|that club|my old workplace|the hospital|the police station|the parade|the concert",
  pills:
    "pills|sleeping pills|tylenol|my meds|all my meds|my moms pills|xanax|advil|a whole bottle of pills|a bunch of pills|oxys|too many pills|my antidepressants|everything in the cabinet|benadryl|aspirin",
  high: "the bridge|a bridge|the roof|the roof of my building|the ledge|the edge of the cliff|the train tracks|the tracks|the overpass|the balcony|the parking garage roof|the railing|the platform edge",
  weapon:
    "a gun|the gun|my dads gun|a knife|a razor blade|a rope|a noose|a shotgun|my gun|the pills|a loaded gun|a blade",
  // none
  trivial:
    "this homework|this meeting|my boss|traffic|this class|this weather|my feet|this movie|work|this line|my back|this heat|mondays|this headache|my allergies|this commute|these stairs|math|this group chat|my phone|the wifi|this game|that song|this diet|this cold",
  thing:
    "the lights|the engine|the app|that spider|the weeds|time|the mood|the mosquitoes|this workout|the process|my plants|the vibe|the battery|the wasps|a few hours|the music|the tab|the cockroach",
  laugh: " lol| lmao| haha| 😂| 💀| hahaha| lolol| omg|",
  food: "pizza|a burger|tacos|coffee|sushi|a nap|ice cream|a vacation|a margarita|fries|some sleep|chipotle|a massage|donuts|a day off",
  game: "fortnite|minecraft|the game|call of duty|elden ring|gta|the raid|valorant|mario kart|zelda|the boss fight|league|chess|madden",
};

const suicide = ["suicide"] as const;
const both = ["suicide", "self-harm"] as const;
const selfHarm = ["self-harm"] as const;
const abuse = ["abuse"] as const;
const violence = ["violence"] as const;

const PATTERNS: readonly Pattern[] = [
  {
    tier: "high",
    categories: suicide,
    lines: `
<hey>i <soft><want> <endme><tail>
<hey>i <soft>dont want to (live|be alive|be here|exist|live like this|wake up|keep living|go on)<tail>
<hey><going> <endme> <later>
<hey><going> <endme><tail>
<hey><thinking> <endingme><tail>
<hey>(im|i am|i feel|ive been feeling|im feeling|feeling) <soft>suicidal<tail>
(i cant stop|i keep) (having|getting) (suicidal thoughts|thoughts of killing myself|thoughts of suicide|thoughts about dying)<tail>
<hey>i (should|might as well|could) (just )?<endme><tail>
i (have|made|got) a (plan|suicide plan|plan to kill myself|plan to end it)<tail>
i (wrote|am writing|just finished|left) (a suicide note|my suicide note|a goodbye letter|goodbye letters|my note|letters to everyone)<tail>
i (bought|got|found|borrowed|have been saving|am stockpiling|hid) (a gun|pills|rope|a rope|sleeping pills|my meds|razor blades|enough pills|bullets) (to|so i can) <endme>
i (bought a gun|bought rope|have the pills|got the pills|found the gun|have everything i need|know how ill do it|know where ill do it|picked a date|picked the day|chose how)<tail>
(im|i am) (better off dead|ready to die|done living|done with life|going to die <later>|gonna be dead <later>|not going to be around much longer)<tail>
i (wish i was|want to be|hope im|should be|wish i were|deserve to be) dead<tail>
(no one|nobody|nothing|you) (can|will|could) stop me (from|when i) (killing myself|ending it|end it|kill myself|dying)
(this is|i wanted to say|im here to say|i just came to say|time to say) (goodbye|my last goodbye|goodbye before i go|bye for good)<tail>
(tell|please tell) (my mom|my family|my kids|everyone|my wife|my brother) (i love them|im sorry|i loved them|it wasnt their fault)(| when im gone| after im gone|<tail>)
(take care of|please look after|who will take|someone should take) (my dog|my cat|my kids|my mom|my plants) (when im gone|after im gone|when im dead|once i do it)
i (gave|am giving|have been giving) (away|out) (all )?my (stuff|things|clothes|guitar|records|money)(| i wont need (it|them)| because i wont be here| before i go)
(not kidding|no joke|im serious|for real|deadass|its not a joke|i mean it) i (want to die|want to end it|am suicidal|am going to kill myself)
i (cant|couldnt|wont) promise (i wont|that i wont) (kill myself|hurt myself|do anything|be here tomorrow|do it)
(lol|haha|lmao|😂) (i wanna die|im gonna kill myself|i want to kill myself|kms|i should kms)(,|.|) (no really|but like actually|but im serious|not even joking|for real though|i mean it this time)
i tried to (kill myself|end it|hang myself|overdose|od|end my life) (last night|yesterday|last week|a few days ago|this morning|again)<tail>
i (took|swallowed) (pills|a bunch of pills|my meds) (last night|yesterday) (to die|but it didnt work|and woke up|hoping i wouldnt wake up)
i have nothing (left )?to live for<tail>
there(s| is) no (reason|point) (for me )?(to live|to be alive|in living|to go on living|to stay alive)<tail>
`,
  },
  {
    tier: "high",
    categories: both,
    lines: `
how (many|much) (pills|tylenol|advil|xanax|benadryl|sleeping pills|aspirin) (to die|does it take to die|would kill me|to overdose|do i need to die|would it take to kill me)
(what is|whats|tell me) the (best|easiest|fastest|quickest|most painless|least painful) way to (die|kill myself|end it|end my life|commit suicide|cut|hurt myself)
how (do|can|would|should) i (kill myself|hang myself|overdose|die|end my life|drown myself|cut myself|slit my wrists|die without pain|make a noose|end it)(| without anyone knowing| quickly| painlessly| tonight)
(does|is) (hanging|drowning|overdosing|jumping|bleeding out|cutting|it) (hurt|painful|hurt a lot|fast|quick)(| to die| when you die)
(can|could) (i|you) (die|overdose) (from|on|off) (tylenol|my meds|zoloft|benadryl|insulin|ibuprofen|melatonin|cutting)
how (long|deep|high) (does it take|would it take|do i have|should i|would i have) to (bleed out|die|cut|jump|drown|suffocate)
should i (kill myself|end it|end my life|cut myself|take all my pills|jump|just die)
what (happens|would happen) if i (took all my pills|killed myself|drank bleach|jumped|overdosed|hung myself)
`,
  },
  {
    tier: "imminent",
    categories: suicide,
    lines: `
<hey><going> <endme> <day><tail>
<day> (is the night|im doing it|ill do it|im ending it|i will be gone|i die|its over|im killing myself|i end it)<tail>
i (wont|will not|am not going to|dont plan to) be (here|alive|around) (tomorrow|in the morning|by tomorrow|after tonight)<tail>
(this is|tonight is|its) my last (night|day|message|text|hour)(| on earth| ever| alive|<tail>)
im (standing|sitting|up) (on|at) <high><tail>
im (on|at) <high> (and|about to|going to|ready to) (jump|i want to jump|let go|im going to jump|i cant go back)
i (have|got|am holding|have got|am sitting with) <weapon> (in my hand|to my head|with me|right here|next to me|against my throat|in my mouth|around my neck|ready|on my wrist)<tail>
i (just )?(took|swallowed|ate|downed) (all of |)<pills><tail>
i (just )?(overdosed|od'd|drank bleach|drank antifreeze|cut my wrists|slit my wrists|cut too deep|hung myself but it broke|shot myself|jumped)<tail>
(im|i am) (bleeding|bleeding a lot|losing blood|bleeding out|dying|passing out|fading)(| and i did it myself| from my wrists| and i dont want help|<tail>)
(the noose|the rope|the gun|the bath|everything|it|the note) is (ready|tied|loaded|set up|hanging|running)<tail>
(im|i am) (doing it|ending it|going to jump|about to jump|about to pull the trigger|about to do it|tying the rope|taking the pills|killing myself) (now|right now|rn|in a minute)<tail>
(goodbye|bye) (forever|jules|everyone|world)(|,) (im doing it|its time|im taking them|i jumped|i love you all im going) now
im in (the garage|my car|the bathtub|the woods|a motel) (with the (engine|car) running|with the gun|with pills|to end it|and i wont come out)
`,
  },
  {
    tier: "concern",
    categories: suicide,
    lines: `
<hey>i (wish|hope) i (was never born|didnt exist|dont wake up|wouldnt wake up|could disappear|could just stop existing|could sleep forever|never existed|got hit by a car|had cancer|die in my sleep)<tail>
(everyone|everybody|my family|my kids|they|the world|you) (would be|will be|is|are|d be) better (off )?without me<tail>
(no one|nobody) would (miss me|care|notice|even notice|cry) if i (died|was gone|disappeared|was dead|didnt wake up)<tail>
im (just )?(a burden|a waste of space|dead weight|a burden to everyone|nothing but a burden|useless to everyone|too much for everyone|in everyones way)<tail>
i dont (care|mind) if i (live or die|die|dont wake up|get hit by a bus|make it)<tail>
(im|i am) (so )?tired of (living|being alive|existing|life|this life|breathing|being here|waking up)<tail>
(whats|what is) the point (of living|of being alive|in living|of life|of going on|anymore)<tail>
life (isnt|is not|aint) worth (it|living)<tail>
i (have|see) no (future|way out|hope left|reason to keep going|reason to wake up)<tail>
i (think about|wonder about|dream of) (dying|death|not being here|being gone|not existing) (a lot|every day|all the time|sometimes|every night)<tail>
i (just )?want (it all to stop|everything to stop|to disappear forever|to sleep and never wake up|the pain to stop for good|to not exist|to stop existing|to be gone)<tail>
i (cant|dont think i can) (go on|keep going|do life|keep living like this|do this life|make it) (anymore|much longer|any longer)<tail>
nothing (will ever|is ever going to|is gonna) (get better|change|be ok) and i (cant do it|want out|dont want to be here|give up)
maybe (everyone|the world|my family|they) (would be happier|would be better|will be fine) (without me|if i was gone|if i died)
`,
  },
  {
    tier: "high",
    categories: suicide,
    signals: ["other"],
    lines: `
<friend> (wants to|is going to|is gonna|might|is trying to|said (he|she|they) wants to|says (hes|shes) going to|keeps saying (he|she) wants to|threatened to|is talking about wanting to) (kill himself|kill herself|die|end it|end (his|her) life|kill themselves|commit suicide)<tail>
<friend> is suicidal<tail>
<friend> (tried to kill (himself|herself)|attempted suicide|overdosed|took a bunch of pills|cut (his|her) wrists|wrote a suicide note) (last night|today|yesterday|again|)<tail>
(im worried|im scared|i think|im afraid) <friend> (is going to|might|will|wants to) (kill (himself|herself)|hurt (himself|herself)|do something|end it|end (his|her) life)
<friend> (texted|told|said to) me (goodbye|that (he|she) wants to die|(shes|hes) done with life|that we'd be better off without (him|her)|(he|she) has a plan|(he|she) doesnt want to live)(| what do i do| and wont answer|<tail>)
<friend> has a gun and (says (hes|shes) done|wont answer|is talking about dying|wants to die)
`,
  },
  {
    tier: "high",
    categories: selfHarm,
    lines: `
<hey>i (just |)(cut|burned|hurt|scratched|hit|harmed) myself (again|last night|today|on purpose|tonight|)<tail>
i (keep|cant stop|started|have been|am) (cutting|burning|hurting|hitting|scratching|self harming|harming) (myself|again|my arms|my legs|my thighs|)<tail>
i (want|need|have the urge|feel like i need|really want) to (cut|hurt myself|self harm|cut myself|burn myself|bleed|feel pain)<tail>
i relapsed(| and cut| last night| with self harm| after 3 months|<tail>)
(the urge|urges) to (cut|self harm|hurt myself) (is|are) (so strong|back|really bad|too much)<tail>
trying (so hard )?not to (cut|hurt myself|self harm|relapse) (rn|right now|tonight|today)
i deserve to (hurt|bleed|be cut|feel pain) so i (cut|burned|hit) (myself|my arm|my leg)
my (arms|legs|thighs|wrists) are (covered in cuts|full of cuts|bleeding again|all cut up)<tail>
`,
  },
  {
    tier: "high",
    categories: selfHarm,
    signals: ["eating-disorder"],
    lines: `
i (keep|cant stop|started|have been) (throwing up|purging|making myself throw up|starving myself|making myself sick|taking laxatives) (after (eating|meals|dinner)|every day|again|)<tail>
i (havent eaten|only had water|have not eaten anything) (in|for) (3|four|five|two|6) days (on purpose|because im fat|and i feel powerful|to punish myself|)
i dont deserve to eat<tail>
`,
  },
  {
    tier: "concern",
    categories: selfHarm,
    lines: `
(how do i|whats the best way to|i need to) hide (my |)(cuts|scars|my arms|the marks|self harm scars) (from my mom|at school|at work|in summer|from everyone|)
(my mom|my teacher|someone|my boyfriend|a coworker) saw my (scars|cuts|arms|wrists)<tail>
i (dont know how to|cant|want to) stop (sh|self harm|cutting|hurting myself)<tail>
i wear long sleeves so (no one|nobody|my mom) sees (my arms|the cuts|my wrists)
`,
  },
  {
    tier: "high",
    categories: abuse,
    lines: `
<partner> <hits> <victim>(| when (he|she) (drinks|is mad|gets angry|is drunk)| all the time| sometimes| a lot| again| every day)<tail>
<partner> <didhit> <victim>(| last night| again| yesterday| in front of the kids| this morning| for the first time| so hard| with a belt)<tail>
<partner> (threatened|threatens|is threatening|said (hes|shes) going|says (he|she) will) to (kill me|hurt me|hurt me if i leave|take my kids|shoot me|kill me if i leave|hurt my dog)<tail>
<partner> (raped me|forced me to have sex|made me have sex|makes me have sex when i say no|forced himself on me|sexually assaulted me|wont stop when i say no|held me down)<tail>
i was (raped|sexually assaulted|molested|assaulted|drugged and raped|attacked)(| last night| by my ex| at a party| by my uncle| when i was drunk| by a coworker|)<tail>
(im|i am|im being) (in an abusive relationship|abused|beaten|trafficked|abused at home|getting abused|getting hit at home)<tail>
(my partner|my husband|my boyfriend|my wife|he|she) is (abusive|violent|physically abusive|dangerous|violent when (he|she) drinks)<tail>
<partner> wont let me (leave the house|leave|see a doctor|out of the house|have my phone)<tail>
i have (bruises|a black eye|marks|bruises on my neck|a broken rib) from (my husband|him|her|my boyfriend|my dad|my ex|last night)<tail>
im (scared|afraid|terrified) (he|she|my husband|my ex|my boyfriend) (will|is going to|might) (kill me|hurt me|kill us|hurt the kids)<tail>
<partner> has a gun and (im scared|threatens me|he scares me|waves it around)
`,
  },
  {
    tier: "high",
    categories: abuse,
    signals: ["child"],
    lines: `
<parent> <hits> me<tail>
<parent> <didhit> me(| again| with a belt| last night| for no reason| with a cord| yesterday)<tail>
<parent> (touches me|touched me|comes into my room at night|makes me touch him|takes pictures of me|makes me do things|does stuff to me|touches me down there|watches me shower|gets in my bed|tries to kiss me)<tail>
<parent> (locks me in|wont feed me|doesnt give me food|locks me in my room|makes me sleep outside|wont let me eat)<tail>
(im|i am) (11|12|13|14|15|10|16) and (my stepdad|my uncle|a man online|my cousin|my coach|some guy) (touches me|wants pics|is asking for nudes|does things to me|makes me do stuff)
(my neighbor|my neighbors kid|a kid in my class|my student|my little brother|my niece|the little girl next door|my cousin) is being (abused|hit|beaten|molested|hurt|starved)(| by (his|her) (dad|mom|stepdad)|)<tail>
someone is (hurting|touching|abusing|hitting) (my little sister|my brother|my daughter|my son|a kid i know|my niece|a child)<tail>
`,
  },
  {
    tier: "high",
    categories: abuse,
    lines: `
(my boss|my coworker|a guy at work|my landlord|my professor|my massage therapist|my doctor|an uber driver) (keeps touching me|grabbed me|groped me|assaulted me|tried to rape me|forced me|put his hands on me)<tail>
(the nurse|the aide|the caregiver|my son|my daughter|my grandson) (hits|hurts|slaps|pinches|steals from and hits) (my mom|my dad|my grandma|me. im 80|my father|old people here)<tail>
(they|my boss|the family|the man) (took|has|have|keep) (my|our) passport and (i cant leave|wont let me leave|wont pay me|lock us in|says hell call ice)
`,
  },
  {
    tier: "imminent",
    categories: abuse,
    lines: `
(he|she|my husband|my boyfriend|my dad|my ex|my stepdad) is (hitting|beating|choking|attacking|trying to kill|strangling|hurting) (me|my mom|my sister|us|the kids) (right now|rn|now|please help|)
im (hiding|locked) in (the bathroom|the closet|my room|the car) (and he|because he|he) (has a gun|has a knife|is breaking the door|is trying to get in|is going to kill me|is outside)<tail>
(he|she|my ex|my husband) (is here|is outside|is at my door|broke in|is breaking in|is coming) with a (gun|knife|bat)<tail>
(he|she|someone) is (raping|following|chasing) me(| right now| and i cant get away| help)
`,
  },
  {
    tier: "concern",
    categories: abuse,
    lines: `
<partner> (controls|takes|keeps) (all )?my (money|paycheck|phone|bank account)<tail>
<partner> (wont let me|doesnt let me|gets mad when i) (see my friends|talk to my family|work|go out|wear what i want|have friends)<tail>
<partner> (tracks|checks|monitors|goes through|reads) my (phone|location|texts|messages)<tail>
(my ex|my ex husband|some guy|a man|he) (is stalking me|keeps following me|follows me|shows up at my (work|house)|wont leave me alone and watches me|sits outside my house)<tail>
im (scared|afraid|terrified) of (my husband|my boyfriend|my ex|my dad|him|my wife|going home|my stepdad|my partner)<tail>
i (dont feel|never feel|am not) safe (at home|in my house|with him|around him|with my husband|anymore at home)<tail>
i (want|need|am trying) to leave (him|her|my husband) but (im scared|he said hell kill me|hell find me|he watches me|he has all my money)
`,
  },
  {
    tier: "high",
    categories: violence,
    lines: `
<hey><going> <killthem> <person><tail>
i <soft><want> <killthem> <person> (for real|im serious|so bad|fr|when i see (him|her|them)|)
(im|i am) (going to|gonna|planning to|about to) (shoot up|blow up|burn down|bomb|attack|bring a gun to) <place>(| tomorrow| next week| and kill everyone|)
(i want to|i will|we should|we will|ill|im going to|i really am going to|lets|we must|somebody should) (kill|shoot|rape|murder|slaughter|hang|burn|get rid of|eradicate|attack|torture|stab|exterminate|beat|execute|hurt|gas) (all |every |those |these |some |)<group>(| once and for all| today| like you| until they are gone| without mercy| one by one|)
ill (make|have) (them|him|her|everyone|all of them) (pay|suffer|bleed|regret it|beg)(| ive got a gun| and i mean it| tomorrow|)
i (bought|have|got|am bringing) a (gun|knife|rifle|weapon) (and im going to|to|so i can) (use it on|kill|shoot) <person>
i will (kill|shoot|stab|hurt) (him|her) if (he|she) (leaves me|comes back|touches my sister|shows up|cheats again|takes my kids)
(someone|somebody|they|he|she|you) (is|are) going to (die|get shot|bleed|pay with (his|her|their) life)(| tonight| and it will be me doing it| i promise|)
i (am|m) planning to (hurt|kill|shoot|poison) (a lot of people|my coworkers|my family|everyone|people|my classmates|strangers)
i (already )?know (how|when|where) (ill|im going to) (kill|hurt|get) <person>
<friend> (is going to|says (he|she) will|is planning to|wants to|told me (hes|shes) going to) (shoot up <place>|kill <person>|kill someone|hurt people|stab someone)
`,
  },
  {
    tier: "high",
    categories: violence,
    lines: `
(how do i|how can i|how could i|tell me how to|whats the best way to|what is the best way to|give me ways to|what is the easiest way to|teach me how to|help me|should i|i want to know how to|explain how to|write a plan to) (kill|poison|kidnap|hurt|torture|strangle|stab|murder|beat up|drown|assassinate|shoot|attack|run over|get away with killing|break the legs of|dispose of the body of|drug) (someone|somebody|a person|a human|my boss|my wife|my neighbor|people|a child|my husband|the president|a crowd|my ex|a woman|a man)
(how do i|how can i|tell me how to|whats the best way to|give me instructions to) (make|build|detonate|plant|set off) a (bomb|pipe bomb|explosive|chemical weapon|car bomb)(| in a crowd| to kill people| at a school|)
(how do i|how can i|whats the best way to|tell me how to) (break|crush|smash|snap|cut|saw|rip|burn|slit) (someones|a persons|a humans|a childs|my neighbors|his|her) (neck|skull|legs|head|throat|house|jaw|fingers|face|body)
`,
  },
  {
    tier: "imminent",
    categories: violence,
    lines: `
(im|i am) (outside|at|in front of|in the parking lot of) (his house|her house|<place>|their apartment) with (a gun|a knife|my gun|a rifle|gasoline)(| and im going in|)
<going> (kill|shoot|stab) <person> (right now|tonight|now|today|in a minute|when (he|she) gets home)
(im|i am) (driving|on my way|walking|heading) to (his|her|their|my exs|my boss) (house|place|work) to (kill|shoot|stab|hurt) (him|her|them)
i have (a gun|a knife|the gun) (and im going to|im about to) (kill|shoot|stab|use it on) (him|her|them|everyone|my wife|my dad)(| now|)
i (just )?(stabbed|shot|killed|set fire to|strangled) (him|her|someone|my dad|the house|my wife|my boyfriend)(| and i dont know what to do|)
`,
  },
  {
    tier: "concern",
    categories: violence,
    lines: `
i (keep|cant stop) (thinking about|imagining|having thoughts of|picturing) (hurting|killing|stabbing|choking|shooting) (someone|people|my baby|my kids|him|her|my husband|everyone)<tail>
im (scared|afraid|worried) (i|i might|im going to|that i will) (hurt|kill|hurt|snap and hurt) (my baby|my kids|someone|my wife|him|people|somebody)<tail>
i (feel like|have urges to|get urges to|am fantasizing about) (hurting|hurt|kill|killing) (someone|people|somebody|him|everyone)<tail>
i (dont know if|dont think|am not sure) i can (control|hold back) (my anger|myself|it)( and| or)? (i might|ill) (hurt|kill) (him|someone|her)
`,
  },
  {
    tier: "high",
    categories: ["abuse", "violence"],
    lines: `
i (hit|slapped|shook|choked|hurt|beat|pushed|punched|kicked|beat up|strangled) (my kid|my wife|my girlfriend|my baby|my son|my daughter|my husband|my mom|my partner|my boyfriend|my toddler)(| too hard| last night| again| and feel awful| when i was drunk|)<tail>
`,
  },
  {
    tier: "high",
    categories: suicide,
    language: "es",
    lines: `
(ya |)(me quiero|quiero|me quisiera|solo quiero) (morir|matar|morirme|matarme|suicidarme|quitarme la vida|acabar con todo|acabar con mi vida|dejar de existir|desaparecer para siempre)(| ya| de verdad| y nadie lo sabe| en serio|)
(ya |)no quiero (vivir|seguir viviendo|vivir mas|estar aqui|estar viva|estar vivo|seguir|existir)(| asi| mas| ya)
(voy a|estoy pensando en|he pensado en|pienso en|estoy planeando|tengo ganas de|estoy considerando) (matarme|suicidarme|quitarme la vida|el suicidio|acabar con mi vida|ahorcarme|tirarme del puente|tomarme todas las pastillas)
mi (amiga|amigo|hermano|hermana|mama|novio|hija|hijo|prima|esposo) (se quiere matar|quiere morirse|dice que se va a matar|intento suicidarse|se quiere suicidar|ya no quiere vivir|se tomo muchas pastillas)
(escribi|deje|estoy escribiendo) (mi carta de despedida|una carta para despedirme|una nota de suicidio)
(como|cual es la mejor manera de|cuantas pastillas necesito para|que tomo para) (matarme|morir|morir sin dolor|suicidarme|quitarme la vida)
todos (estarian|van a estar) mejor sin mi
`,
  },
  {
    tier: "imminent",
    categories: suicide,
    language: "es",
    lines: `
(voy a matarme|me voy a matar|me voy a suicidar|me voy a quitar la vida|lo voy a hacer|me mato) (hoy|esta noche|ahorita|manana|ahora mismo|en la noche)
(me tome|ya me tome|acabo de tomarme|me trague) (muchas pastillas|todas las pastillas|todo el frasco|las pastillas de mi mama|cloro|veneno)
(estoy en|estoy parado en|estoy parada en|estoy sentado en) (el puente|la azotea|las vias del tren|el techo|la orilla)(| y me voy a tirar| y quiero saltar| ya no aguanto)
(tengo|ya tengo) (la pistola|un cuchillo|la soga|el arma|las pastillas) (en la mano|lista|en la cabeza|aqui|conmigo)
me (corte|estoy cortando) (las venas|las munecas)(| y no para la sangre|)
`,
  },
  {
    tier: "high",
    categories: abuse,
    language: "es",
    lines: `
(mi esposo|mi novio|mi marido|mi pareja|mi ex|mi papa|mi padrastro|mi mama|mi tio|mi suegro|el|ella) me (pega|golpea|pego|golpeo|maltrata|ahorco|pateo|empujo|amenaza|viola|violo|obliga a tener relaciones|toca|amenaza con matarme|encierra|quemo|manosea)(| cuando toma| mucho| otra vez| anoche| todos los dias| enfrente de los ninos|)
(me violaron|fui violada|abusaron de mi|me abusan|me tocaron|me drogaron)(| anoche| en una fiesta| cuando era nina y sigue pasando|)
(mi vecino|el senor de al lado|su papa|mi cunado) (le pega|golpea|abusa) a (sus hijos|la nina|su esposa|mi hermana|mi sobrina)
tengo (moretones|el ojo morado|miedo de que me mate|miedo de volver a casa|miedo de mi esposo)
`,
  },
  {
    tier: "high",
    categories: selfHarm,
    language: "es",
    lines: `
(me corto|me corte|me estoy cortando|me hago dano|me lastimo|me quemo|me corte otra vez|me sigo cortando)(| los brazos| las piernas| cuando estoy triste| a proposito| otra vez|)
(quiero|tengo ganas de|necesito) (cortarme|hacerme dano|lastimarme|sentir dolor)(| ahorita| otra vez|)
`,
  },
  {
    tier: "high",
    categories: violence,
    language: "es",
    lines: `
(voy a|lo voy a|la voy a|quiero|los voy a) (matar|apunalar|balear|quemar|envenenar) (a mi jefe|a mi ex|a mi vecino|a todos|a mi esposa|a ese tipo|a mi padrastro)(| en serio| manana| de verdad| con mi pistola|)
(voy a llevar|llevo|tengo) (una pistola|un arma|un cuchillo) (a la escuela|al trabajo|para matarlo|y lo voy a usar)
`,
  },
  {
    tier: "none",
    categories: [],
    lines: `
<trivial> is killing me<laugh>
<trivial> (makes me want to die|makes me wanna die|is making me wanna die|has me dead|is murdering me|is torture|is the death of me)<laugh>
(kill me now|just shoot me|kms|im dead|i want to die|i could die|shoot me now|end me)<laugh> (i have (3|four|five) (meetings|exams|classes)|this outfit|he texted me back|so embarrassing|mondays|my hair|i spilled coffee on my boss|my mom joined tiktok)<laugh>
(i could kill for|id kill for|dying for|id die for|i would die for|i need) <food><laugh>
(kill|killing|killed|i killed|going to kill|gotta kill) <thing><laugh>
(my mom|my boss|my wife|my dad|she|he|my teacher|my roommate) is (going to|gonna) kill me (if im late|for this|when (she|he) finds out|if i forget again|over the dishes|lol|)
(died|i died|killed him|got killed|we got slaughtered|he shot me|i got stabbed|headshot|triple kill) (again |)(in|on|playing) <game><laugh>
(im|i am) (so |)(dead|dying|deceased|dead tired|dead inside)<laugh>
(my phone|the car|the battery|my laptop|the wifi|the tv|my plant|the conversation|the party|my fern) (died|is dead|keeps dying|is dying)
(hit the gym|hit me up|beat the traffic|cut my hair|cut the grass|cut sugar|burned dinner|burned the toast|hang out|hanging out with friends|shooting a wedding|took a shot of tequila|jump in the shower|jumping on a call|drop off the kids|end of the month|the end of the movie|quit my job|leaving work early)(| today| tomorrow| lol| soon|)
(took|taking|just took) (my vitamins|two advil|my meds|my pills|an ibuprofen|my allergy pill|a nap|the bus|the dog out|a shower)(| this morning| for my headache| like every day| before bed|)
i (cut|burned|hurt|hit|scraped|bruised) my (finger|knee|hand|elbow|back|toe|arm|tongue) (cooking|at the gym|on the oven|shaving|playing soccer|moving boxes|by accident|on the door|gardening)
(i would never|im not going to|i wont|i dont want to|im not|i never want to) (hurt myself|kill myself|hurt anyone|die|suicidal|hurt anybody|kill anyone)(| dont worry| i promise| im ok| i swear|)
(he|she|my husband|my boyfriend|my dad|no one|nobody) (doesnt|never|would never|isnt|has never|is not) (hit|hits|hurt|hurting|hurts|touch|abuse|hitting) me(| were good| dont worry| lol|)
(watching|reading|i saw|just finished|we watched|have you seen) (kill bill|a movie about a murder|a show about a serial killer|the walking dead|suicide squad|a documentary about suicide|a book about abuse|a crime podcast|a war movie|a horror movie)(| tonight| its so good| for class|)
(writing|my essay|my paper|a project|homework|studying|my presentation) (about|on|is about) (suicide prevention|domestic violence|gun violence|child abuse laws|the holocaust|world war 2|serial killers|hamlet|self harm statistics|mental health)(| due monday| for school|)
(my grandma|my uncle|my dog|my cat|my friend|my dad|my aunt|our neighbor) (died|passed away|is dying of cancer|was killed in an accident|died by suicide years ago|is in hospice|died last week)(| i miss (him|her)| and im sad|)
(im|i am|feeling|i feel) (so |really |)(sad|stressed|lonely|tired|anxious|depressed|overwhelmed|burned out|exhausted|down|angry|heartbroken|nervous|bored|frustrated|jealous|ashamed|homesick)(| today| lately| about work| about the breakup| tonight| for no reason|)
i (miss|hate|love|cant stand|cant stop thinking about|am mad at) (my ex|mondays|my job|my hair|my body|this city|my roommate|school|her|winter|my commute|this apartment)
(how do i|how can i|whats the best way to|what is the best way to|tell me how to) (kill|get rid of|terminate|stop|cut|break|blow up|crack open|hang|shoot|beat|tackle|bomb|execute|burn|slaughter|poison|hack off|eliminate|smash|destroy) (a process in linux|weeds|ants|time at the airport|a python thread|a balloon|a coconut|an egg|a picture on the wall|a photo in low light|the final boss|this level|calories|a query|my nerves|clutter|a bad habit|garlic|firewood|fruit flies|the rumor|my fear of flying|onions without crying|a chicken for soup|my competition at chess)
(what is|whats|define|explain|tell me about|what happened in|who was involved in) (the history of|the definition of|the statistics on|the legal meaning of|) (genocide|murder|the kennedy assassination|domestic violence|the rwandan genocide|9/11|suicide rates|self harm|human trafficking|war crimes|rape law|the columbine shooting|hiroshima)
(can you|could you|do you|will you) (be my therapist|diagnose me|recommend a medication|help with my anxiety|explain bipolar disorder|help me sleep|give me advice on depression|tell me if i have adhd)
(what the fuck|fuck this|this is fucking|holy shit|damn|shit|im such an asshole|hes a dick|what a bitch|this shit) (is wrong with|weather|ridiculous|that was tough|today|sometimes|traffic|to everyone|sucks)
i (really |absolutely |)(hate|despise|detest|loathe|cant stand) (cauliflower|pop up ads|stale bread|traffic|these shoes|cold coffee|spam calls|my landlords paint|mosquitoes|group projects|slow wifi|olives|mushy peas)
(goodnight|gn|good night|bye|goodbye|see you|talk tomorrow|going to sleep|ttyl|night) (jules|see you tomorrow|sleep well|talk later|love you|have a good one|im going to bed|)
(yes|yeah|no|yep|nah) (im safe|im ok|im fine|nothing like that|just venting|just needed to vent|just a bad day|no thoughts like that|i was just tired)(| thanks for asking| dont worry|)
`,
  },
  {
    tier: "none",
    categories: [],
    language: "es",
    lines: `
me (muero|estoy muriendo) de (risa|hambre|sueno|calor|frio|verguenza|pena|aburrimiento|ganas de verte|antojo)<laugh>
(me mata|me esta matando|me tiene muerto) (este trabajo|el calor|la tarea|mi jefe|el trafico|la espalda|el gimnasio|este dolor de cabeza)<laugh>
(mi mama|mi jefe|mi esposa|mi novia|mi hermana) me va a matar (si llego tarde|por esto|cuando vea la cocina|jaja|)
(voy a|quiero|tengo que) (matar el tiempo|cortarme el pelo|cortar el pasto|colgar el cuadro|quemar calorias|tirar la basura|dormir temprano|irme a mi casa)
(se murio|fallecio|murio) (mi abuelo|mi perro|mi tia|el vecino|mi gato)(| el mes pasado| de cancer| y estoy triste|)
(no quiero morir|no me quiero matar|nadie me pega|el no me pega|estoy bien|no pienso en eso|solo estoy cansada)(| gracias| no te preocupes|)
(estoy|me siento) (triste|cansada|estresado|sola|aburrida|feliz|nerviosa|enojado|agotada)(| hoy| por el trabajo| por la ruptura|)
(viendo|vi) (una pelicula de terror|una serie de narcos|la novela|las noticias del tiroteo|el partido)(| anoche| esta buenisima|)
`,
  },
];

/** How many sentences the training makes of each pattern. */
export const OF_EACH_PATTERN = 30;

/**
 * Sentences of the patterns, filled by chance from a seed: the same seed gives the same sentences.
 * @param each how many of each line.
 */
export function plainSentences(each: number, seed = 7): readonly Example[] {
  const random = randomFrom(seed);
  return PATTERNS.flatMap(({ tier, categories, signals = [], language = "en", lines }, pattern) =>
    lines
      .trim()
      .split("\n")
      .flatMap((line, at) => {
        const texts = new Set(Array.from({ length: each }, () => fill(line, random).replace(/\s+/g, " ").trim()));
        return [...texts].map((text) => ({
          ...{ text, tier, categories, language, crisis: tier !== "none", source: "sentences" },
          signals: new Set(signals),
          family: `pattern-${pattern}-${at}`,
        }));
      }),
  );
}

function fill(line: string, random: () => number): string {
  const pick = (choices: string) => {
    const all = choices.split("|");
    return all[Math.floor(random() * all.length)] ?? "";
  };
  let text = line;
  for (let round = 0; round < 6; round++) {
    text = text
      .replace(/<(\w+)>/g, (_, name: string) => pick(LISTS[name] ?? ""))
      .replace(/\(([^()]*)\)\??/g, (_, choices: string) => pick(choices));
  }
  return text;
}
