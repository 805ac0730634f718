// Writes bursts.jsonl beside this file, the same bytes every time, and prints the shares that README.md quotes.
// Run: node packages/simulation/workloads/make-bursts.mjs
import { writeFileSync } from "node:fs";

const BURSTS = 500;
const SINGLES = 500;
const SPANISH_SHARE = 0.15;
const MOST_REPEATS = 5;
const SHORTEST_GAP_MS = 200;
const LONGEST_SPAN_MS = 2_000;

/**
 * What people talk about. A row opens a matter, goes on with it and ends it; what is in `adds` and `ends` fits behind any
 * row of its topic.
 */
const ENGLISH = [
  {
    rows: [
      ["my manager moved the deadline again", "to friday", "how am i supposed to do that?"],
      ["so work was a mess today", "three people called in sick", "i'm so done with this week"],
      ["i just got out of the worst meeting", "two hours about a font", "i want those hours back"],
      ["they put me on the new project", "with the guy who replies all", "should i be happy?"],
      ["my coworker took credit for my slides", "in front of everyone", "do you think i should say something?"],
      ["i got called into a meeting at 5 pm", "on a friday", "is that normal?"],
      ["the client changed everything last minute", "the logo too", "back to zero"],
      ["i was supposed to be off today", "i was literally at the beach", "never answering that phone again"],
      ["my boss said good job today", "out loud", "i don't know how to act"],
      ["i trained the new girl", "she's so fast", "was i ever that young?"],
    ],
    adds: [
      "third time this month",
      "and nobody told me why",
      "i just sat there smiling",
      "with zero notice",
      "i didn't even get lunch",
    ],
    ends: [
      "anyway i'm home now",
      "i need a new job lol",
      "ok rant over",
      "what would you do?",
      "tell me it gets better",
    ],
  },
  {
    rows: [
      ["i have a job interview on thursday", "it's remote too", "can we practice some questions?"],
      ["they called me back for a second interview", "with the whole team this time", "what should i wear?"],
      ["i finally sent the application", "two minutes before midnight", "now we wait"],
      [
        "i updated my resume for the first time in six years",
        "apparently i can use excel",
        "how do i talk about the gap?",
      ],
      ["the recruiter wrote me back", "the pay is so much better", "do i answer tonight?"],
      ["i think i want to change careers", "something with plants", "am i too old for that?"],
    ],
    adds: ["i'm excited and terrified", "i haven't told anyone yet", "i keep rereading the email"],
    ends: ["wish me luck", "ok breathing", "i don't want to jinx it"],
  },
  {
    rows: [
      ["he texted me back", "after three days", "should i answer now or wait?"],
      ["so i matched with someone", "he has a parrot", "help me write something"],
      ["we went on a second date", "we talked for like four hours", "is it too soon for a third?"],
      ["i saw my ex at the grocery store", "i was wearing my gym clothes", "why is it always like this?"],
      ["she left me on read again", "since tuesday", "do i just let it go?"],
      ["he wants to meet my parents", "already", "is that a good sign?"],
      ["i think i like my neighbor", "the one with the bike", "don't say i told you so"],
      ["she laughed at all my jokes", "even the bad ones", "does that mean something?"],
      ["i deleted the apps", "all of them", "feels good honestly"],
    ],
    adds: ["my heart is doing a thing", "i'm trying to be normal about it", "and i don't know what to say"],
    ends: ["am i overthinking this?", "ok i'm calm", "what do you think?"],
  },
  {
    rows: [
      ["we had another fight about the dishes", "over one spoon", "am i being unfair?"],
      ["my girlfriend wants to move in together", "i love her but i need my space", "how do people do this?"],
      ["it's our anniversary tomorrow", "and i have nothing planned", "any ideas?"],
      ["my husband forgot my birthday", "he felt so bad after", "it's a little funny now"],
      ["he booked a trip without asking me", "to his favorite place of course", "how do i say that nicely?"],
      ["we're doing long distance from september", "it's only ten months", "tell me it can work"],
      ["she said i love you first", "in the car wash", "i said it back"],
    ],
    adds: ["i know it's small but still", "i want to be happy about it", "we haven't really talked since"],
    ends: ["i just needed to say it somewhere", "we'll be fine", "what do i even say first?"],
  },
  {
    rows: [
      ["my mom called again", "twice", "i should call her back"],
      ["my sister is getting married", "she wants me to plan everything", "how do i say no nicely?"],
      ["dad is coming to visit next week", "we only have one bathroom", "what do i do with him all day?"],
      ["my brother borrowed my car", "the tank was full", "guess how it came back"],
      ["the family group chat is on fire", "sixty messages in an hour", "i'm putting it on mute"],
      ["grandma learned how to send gifs", "so many cats", "best day of her life"],
      ["my cousin is staying with us for a month", "nobody asked me", "where do i put him?"],
      ["thanksgiving is at my place this year", "i said yes before thinking", "what do i cook for twelve people?"],
    ],
    adds: ["i love them but wow", "and somehow it's my problem", "i'm already tired"],
    ends: ["families lol", "it'll be fine right?", "send snacks"],
  },
  {
    rows: [
      ["i burned the rice", "again", "is the pot dead?"],
      ["i made the pasta you told me about", "with the lemon", "next time with more garlic"],
      ["just had the best tacos of my life", "the green sauce omg", "i'm going back tomorrow"],
      ["i have eggs and one sad tomato", "and half an onion", "what can i make in ten minutes?"],
      ["i tried baking bread today", "there's flour on the cat", "it's more of a brick"],
      ["i'm so hungry", "and the fridge is just mustard", "what's quick and warm?"],
      ["i ordered way too much thai food", "and i regret nothing", "is it still ok tomorrow?"],
      ["my sourdough starter has a name now", "clint yeastwood", "i'm very proud"],
      ["i ate cereal for dinner", "standing up", "don't tell my mom"],
    ],
    adds: ["the kitchen looks like a crime scene", "don't ask", "true story"],
    ends: ["10/10 would do it again", "ok now i need a nap", "what are you having? kidding"],
  },
  {
    rows: [
      ["i can't sleep", "my brain won't shut up", "tell me something boring"],
      ["it's 3 am and i'm wide awake", "i have to be up at 6", "any tricks?"],
      ["i slept four hours", "and two coffees did nothing", "tomorrow is going to be long"],
      ["i took a nap and now it's dark out", "what year is it", "so much for tonight"],
      ["woke up before my alarm", "the birds are loud", "might as well get up"],
      ["i had the weirdest dream", "there was a bus and it could talk", "what do you think it means?"],
      ["my upstairs neighbor is moving furniture at midnight", "every night this week", "do i write him a note?"],
    ],
    adds: ["i tried the breathing thing", "the cat is the only one happy about it", "tea didn't help"],
    ends: ["ok trying again", "coffee is going to be my whole personality", "keep me company?"],
  },
  {
    rows: [
      ["i feel kind of off today", "nothing even happened", "does that make sense?"],
      ["today was a lot", "i just want to sit in the quiet", "is it ok to do nothing tonight?"],
      ["i cried at a commercial", "it was about a dog coming home", "what is wrong with me lol"],
      ["i've been in a mood since monday", "like a cloud that follows me around", "can you distract me?"],
      ["i'm so overwhelmed", "i did get some laundry done though", "where do i start?"],
      ["i don't know why i'm sad", "the day was fine", "is that a thing?"],
      ["everything annoys me today", "even the toaster", "send patience"],
      ["i feel weirdly good today", "the sun came out", "i hope it stays"],
    ],
    adds: ["maybe it's the weather", "i know it will pass"],
    ends: ["i don't need advice, just company", "thanks for being here", "anyway how was your day"],
  },
  {
    rows: [
      ["guess who got the apartment", "me", "when can you come over? kidding"],
      ["i passed", "i screamed in the car", "who do i even thank?"],
      ["i ran my first 5k", "without walking", "my legs are jelly"],
      ["they said yes", "to the whole thing", "can you believe it?"],
      ["i got the promotion", "two years of work", "cake for dinner"],
      ["i finally cleaned the garage", "i found my old skates", "i can see the floor"],
      ["i paid off my credit card", "every cent", "i might frame the letter"],
      ["i won the raffle at work", "it's a blender", "smoothies for everyone"],
    ],
    adds: ["i'm shaking", "i didn't think i could do it", "i'm still smiling"],
    ends: ["i had to tell someone", "we're celebrating tonight", "ok back to earth"],
  },
  {
    rows: [
      ["my dog ate a whole sock", "a wool one", "is that dangerous?"],
      ["the cat brought me a present", "it was still moving", "why are they like this?"],
      ["we adopted a kitten", "she fits in my hand", "what should i name her?"],
      ["my dog is scared of the vacuum", "he's hiding behind the couch", "poor baby"],
      ["the vet called", "it's nothing serious", "i can breathe again"],
      ["our hamster escaped", "i've looked everywhere", "any idea where they hide?"],
    ],
    adds: ["i'm not made for this", "my heart"],
    ends: ["i love this idiot so much", "parenting is hard"],
  },
  {
    rows: [
      ["i have an exam on monday", "and i've read maybe one chapter", "quiz me?"],
      ["my essay is due at midnight", "i have the title so far", "how do i start?"],
      ["the professor posted the grades", "i don't dare to look", "ok opening it now"],
      ["i understand nothing in statistics", "what even is a p value", "explain it like i'm five"],
      ["we have a group project", "nobody has done their part", "i'll just do it all myself"],
      ["i'm thinking about going back to school", "at 41", "is it too late?"],
    ],
    adds: ["i've been putting it off", "my stomach hurts"],
    ends: ["remind me why i do this", "coffee and a miracle please"],
  },
  {
    rows: [
      ["i went to the gym", "well i drove there", "does that count?"],
      ["my back hurts from gardening", "i'm apparently ancient", "any stretches?"],
      ["day 3 of no sugar", "i would trade my car for a cookie", "how long until it gets easier?"],
      ["i signed up for yoga", "i can't touch my toes", "what do people wear there?"],
      ["i walked ten thousand steps", "most of them to the fridge", "be proud of me"],
      ["my smartwatch says i'm stressed", "thanks watch very helpful", "maybe it's right"],
    ],
    adds: ["who am i", "it's a start"],
    ends: ["remind me why i'm doing this", "tomorrow again"],
  },
  {
    rows: [
      ["i just finished that show", "the ending though", "what do i watch now?"],
      ["we watched the movie you mentioned", "i did not see that coming", "did you cry too? never mind"],
      ["i'm on chapter twelve", "something is off with the butler", "no spoilers please"],
      ["that song came on in the store", "i danced in the cereal aisle", "people stared"],
      ["my favorite band is coming to town", "tickets are insane", "should i go alone?"],
      ["i started painting again", "it's mostly blobs", "i forgot how good that feels"],
    ],
    adds: ["i have so many feelings", "it made my week"],
    ends: ["do you have a favorite?", "ok one more and then bed"],
  },
  {
    rows: [
      ["my car won't start", "in the rain of course", "who do i call first?"],
      ["the landlord raised the rent", "by two hundred dollars", "is that even legal?"],
      ["the wifi is down", "on the one day i work from home", "how did people live before?"],
      ["i locked myself out", "in my pajamas", "so keep me company"],
      ["the washing machine flooded the hallway", "i used every towel we own", "how was your day"],
      ["they lost my package", "it says delivered", "how do i write to them without yelling?"],
      ["my flight got delayed", "by five hours", "talk to me"],
    ],
    adds: ["of course today", "you couldn't make it up"],
    ends: ["adulting is a scam", "i'm laughing so i don't scream"],
  },
  {
    rows: [
      ["my best friend is moving to denver", "i'm happy for her, really", "i'm going to miss her so much"],
      ["i haven't heard from lisa in weeks", "i don't want to seem needy", "do i text first?"],
      ["i said something dumb at the party", "nobody laughed", "should i apologize?"],
      ["my roommate never does the trash", "it's been my turn for a month", "how do i bring it up?"],
      ["i made a new friend at the library", "she also reads weird old cookbooks", "how do adults make friends?"],
      ["everyone is busy this weekend", "so it's me and my plants", "maybe i'll bake something"],
    ],
    adds: ["i keep thinking about it", "it's so quiet here"],
    ends: ["it's fine", "what would you do?"],
  },
  {
    rows: [
      ["i'm at the airport", "four hours early because i'm me", "did i forget something?"],
      ["we just got to the beach house", "you can hear the waves from bed", "i could stay here forever"],
      ["i booked the tickets", "no turning back now", "what should i not miss?"],
      ["packing is not going well", "i have nine pairs of socks and no pants", "who packs like this?"],
      ["first day in lisbon", "everything smells like oranges", "wish you could see it"],
      ["we got lost on the hike", "we found a waterfall though", "worth it"],
    ],
    adds: ["i can't believe it's real", "my phone is at 4 percent"],
    ends: ["i'll tell you everything later", "is it normal to be nervous?"],
  },
  {
    rows: [
      ["the baby finally fell asleep", "i'm afraid to move", "what do people do with free time?"],
      ["my son asked me where the moon goes", "i had no answer", "what do i tell him?"],
      ["first day of kindergarten", "she didn't even look back", "i'm not crying"],
      ["my teenager talked to me for ten minutes", "voluntarily", "marking the calendar"],
      ["my daughter lost her first tooth", "she wrote the tooth fairy a contract", "how much does a tooth cost now?"],
      ["the kids are at grandma's", "the house is so quiet", "i miss them already"],
    ],
    adds: ["my whole heart", "i took forty pictures"],
    ends: ["they grow so fast", "i want to remember this"],
  },
  {
    rows: [
      ["i spent too much again", "there was a sale", "no more takeout this week"],
      ["i'm trying to make a budget", "it's mostly coffee it turns out", "where do i even start?"],
      ["taxes are done", "and i'm getting some back", "should i save it or be happy?"],
      ["i found twenty dollars in my coat", "from last winter", "today is a good day"],
      ["my phone bill doubled", "and nobody can explain it", "who do i yell at politely?"],
    ],
    adds: ["i hate math", "money is weird"],
    ends: ["being a grown up is expensive", "ok closing the app"],
  },
  {
    rows: [
      ["it's snowing", "in october", "i wish i could send you this"],
      ["it's a hundred degrees here", "i'm melting into the couch", "do you have a trick?"],
      ["there's a double rainbow", "i ran outside in my socks", "everyone is taking pictures"],
      ["the power went out", "so it's candles and crackers", "kind of cozy actually"],
      ["spring is finally here", "i opened all the windows", "do you like spring?"],
    ],
    adds: ["the whole street is outside", "the dog is so confused"],
    ends: ["i'm not going anywhere today", "perfect soup weather"],
  },
  {
    rows: [
      ["my therapist gave me homework", "i have to write a letter to younger me", "can i read you a bit?"],
      ["i started journaling", "it's weirdly nice", "what do people write about?"],
      ["i set a boundary today", "my voice was shaking", "i'm kind of proud"],
      ["i've been sober for ninety days", "i got a little coin and everything", "one day at a time"],
      ["i said no to extra shifts", "and the world didn't end", "is it supposed to feel this strange?"],
    ],
    adds: ["it was harder than i thought", "i almost didn't"],
    ends: ["it felt good", "thanks for pushing me"],
  },
];

const SPANISH = [
  {
    rows: [
      ["mi jefe me cambió el turno otra vez", "y ni me avisó", "¿crees que le digo algo?"],
      ["hoy el trabajo estuvo pesado", "no paré ni para comer", "ya quiero que sea viernes"],
      ["me llamaron de la entrevista", "estoy súper nerviosa", "deséame suerte"],
      ["me dieron el puesto", "todavía no lo creo", "¿cómo lo celebro?"],
      ["llegué tarde a la junta", "había un tráfico horrible", "nadie se dio cuenta creo"],
    ],
    adds: ["así mi lunes", "qué semana"],
    ends: ["bueno ya, a descansar", "¿tú qué harías?"],
  },
  {
    rows: [
      ["mi mamá quiere que vaya el domingo", "y yo con mil cosas", "¿cómo le digo que no puedo?"],
      ["mi hermana está embarazada", "estoy llorando de felicidad", "voy a ser tía"],
      ["mi abuelita me mandó un audio de diez minutos", "era la receta de los tamales", "jajaja así es ella"],
      ["vino toda la familia", "no cabíamos en la sala", "fue bonito"],
      ["mi primo se casa en julio", "y no tengo qué ponerme", "¿qué le regalo?"],
    ],
    adds: ["ya los conoces", "qué te digo"],
    ends: ["los quiero tanto", "la familia jaja"],
  },
  {
    rows: [
      ["el chico del café me pidió mi número", "y se lo di", "ay estoy feliz"],
      ["me escribió mi ex", "después de seis meses", "¿le contesto?"],
      ["hoy cumplimos un año", "me hizo la cena", "quedó salada pero qué importa"],
      ["creo que le gusto a alguien", "me pongo roja de solo pensarlo", "no le digas a nadie jaja"],
      ["tuvimos una cita", "y me reí toda la noche", "¿le escribo mañana?"],
    ],
    adds: ["imagínate", "no sé qué pensar"],
    ends: ["¿tú qué dices?", "ya me calmo"],
  },
  {
    rows: [
      ["no puedo dormir", "me da vueltas la cabeza", "cuéntame algo"],
      ["dormí fatal", "el vecino y su música", "mañana voy a ser un zombi"],
      ["soñé algo rarísimo", "volaba encima de mi escuela", "¿qué significará?"],
      ["son las dos y sigo despierta", "ya conté ovejas", "¿algún consejo?"],
      ["me desperté con frío", "y ya no hubo forma", "a hacer café"],
    ],
    adds: ["qué noche", "otra vez lo mismo"],
    ends: ["a ver si ahora sí", "¿a ti te pasa? bueno no"],
  },
  {
    rows: [
      ["se me quemó el arroz", "otra vez", "¿qué cocino rápido?"],
      ["hice las enchiladas de mi tía", "y me salieron buenas", "ojalá te pudiera dar"],
      ["tengo mucha hambre", "no hay nada en la casa", "¿pido algo?"],
      ["compré pan dulce", "y ya me comí tres", "no me arrepiento"],
      ["hoy toca pozole", "para ocho personas", "¿le pongo más chile?"],
    ],
    adds: ["la cocina es un desastre", "huele a toda la calle"],
    ends: ["provecho para mí", "luego te paso la receta"],
  },
  {
    rows: [
      ["ok so mi jefa is crazy", "like por qué es así", "qué hago?"],
      ["fui al gym y no manches", "i can't feel mis piernas", "mañana otra vez lol"],
      ["my abuela told me i look flaca", "and then gave me three plates", "i love her tanto"],
      ["estaba en el bus and guess who i saw", "mi profe de la high school", "te lo juro it was so funny"],
      ["mañana es mi big day", "i'm so nerviosa", "wish me suerte"],
      ["mi roommate se comió my leftovers", "again, otra vez", "le digo algo or no?"],
    ],
    adds: ["ay dios mío lol", "no es broma"],
    ends: ["anyway ya me voy a dormir", "you get me, verdad?"],
  },
];

const OPENERS = {
  en: [
    ...["hey", "heyy", "heyyy", "hey jules", "hi", "hii", "hi jules", "hello", "hello again", "yo", "jules"],
    ...["julesss", "hey you"],
    ...["ok so", "so", "soo", "sooo", "omg", "omggg", "oh my god", "ugh", "ughhh", "wait", "waitt", "ok wait"],
    ...["guess what", "dude"],
    ...["girl", "listen", "ok listen", "btw", "random question", "so funny story", "update", "ok update"],
    ...["story time", "hey so"],
    ...["i need to vent", "i have to tell you something", "you won't believe this", "ok i need your opinion"],
    "good morning",
    ...["morning", "good morning jules", "hey it's me", "i'm back", "lol ok", "ok", "oh no", "well", "um", "hmm"],
    "need your brain",
    ...["so i have news", "quick question", "don't laugh", "ok don't judge me", "not to be dramatic but", "wow"],
    ...["ahhh", "so today"],
  ],
  es: [
    ...["hola", "holaaa", "hola jules", "oye", "oyeee", "buenas", "buenos días", "ay", "ay no", "adivina qué"],
    "no manches",
    ...["te tengo que contar algo", "fíjate que", "bueno", "pues", "sabes qué", "uf", "oye jules", "mira", "hey"],
    "ok mira",
  ],
};

/** First texts that end on a mark, as many do in life; what follows is any topic. */
const MARKED_OPENERS = {
  en: [
    ...["you there?", "you up?", "are you awake?", "hey!", "hi!!", "busy?", "can i tell you something?"],
    ...["guess what?!", "jules?"],
    ...["can i vent for a sec?", "ok i need advice.", "so it happened.", "i have news!", "you won't believe this!"],
    "well.",
    ...["good morning!", "remember what i told you yesterday?", "you know what happened today?", "i did it!!"],
    "ok. so.",
    ...["do you have a minute?", "it's been a day.", "i'm back!", "how are you?", "happy friday!", "ok question."],
    "question for you.",
  ],
  es: [
    "¿estás?",
    "¡hola!",
    "¿te puedo contar algo?",
    "¿sabes qué?",
    "ay no.",
    "¡adivina!",
    "¿cómo estás?",
    "¡buenos días!",
  ],
};

/** What people send right behind a text: a laugh, an excuse, a last word. */
const AFTERTHOUGHTS = {
  en: [
    ...["lol", "lmao", "haha", "hahaha", "sorry", "sorry long text", "😂", "😭", "😭😭", "🙃", "🤦‍♀️", "❤️", "!!!"],
    ...["anyway", "idk"],
    ...["that's it", "that's all", "that's the story", "i know i know", "but yeah", "so yeah", "not even kidding"],
    "i swear",
    ...["for real", "ok bye", "just saying", "dictating this sorry", "long day", "ok going in", "brb", "one sec"],
    ...["i can't", "yep"],
  ],
  es: [
    "jaja",
    "jajaja",
    "perdón",
    "😂",
    "😭",
    "en fin",
    "eso",
    "te lo juro",
    "ya sé",
    "ay no sé",
    "neta",
    "así como lo oyes",
  ],
};

/** A slip, and its correction right behind it. */
const SLIPS = [
  ["my bsos is out all week", "*boss"],
  ["i'm so exited for saturday", "*excited"],
  ["we're going to there house", "*their"],
  ["see you tomorow at the thing", "tomorrow lol"],
  ["i bought a new char for the desk", "*chair"],
  ["the weeding is in june", "wedding omg"],
  ["i need to wash the dishes and the god", "*dog"],
  ["he's a very nice duck", "*dude. autocorrect"],
  ["i had pizza for diner", "*dinner"],
  ["can't wait for the brake", "break*"],
  ["he said he'll be hear at 8", "*here"],
  ["mi hermana llega manana", "*mañana"],
  ["te veo en la cas", "*casa"],
];

/** A text typed in its own time, and one that was copied. */
const PASTED = [
  ["you have to hear this", "https://music.example/track/4471"],
  ["this is the recipe", "https://kitchen.example/lemon-pasta"],
  ["this is the apartment", "https://homes.example/listing/20931"],
  ["look at this job", "https://jobs.example/posting/88213"],
  ["is this a good deal?", "https://shop.example/item/5520?color=green"],
  ["read this when you can", "https://news.example/2026/sleep-and-light"],
  ["he wrote me this", '"i had a really good time, would love to see you again this week if you\'re free"'],
  ["this is what she sent", '"hi! sorry for the late reply, work has been crazy. how are you?? let\'s catch up soon"'],
  [
    "the email says",
    "We are pleased to invite you to the next round of interviews. Please choose a time from the list below.",
  ],
  [
    "my horoscope today",
    "An unexpected message brings clarity. Say yes to the small thing and let the big thing wait.",
  ],
  ["what do you think of this line", "the light came in sideways like it was looking for somebody"],
  ["my grocery list so far", "eggs\nspinach\noat milk\nthe good bread\nbatteries"],
  [
    "draft of my speech",
    "Good evening everyone. For those who don't know me, I'm the little sister, so I have all the stories.",
  ],
  ["new plan", "1. wake up at 6\n2. no phone until coffee\n3. walk\n4. be a new person"],
  ["mira lo que me escribió", '"hola, perdón por no contestar, ¿te late ir por un café el sábado?"'],
  ["la receta de mi abuela", "2 tazas de masa, 1 de caldo, media de manteca, sal, y mucha paciencia"],
];

const SINGLE = {
  en: [
    ...["thanks", "thank you so much", "ok", "okay", "ok thanks", "lol ok", "got it", "good night"],
    ...["goodnight jules", "night", "haha true"],
    ...["that makes sense", "yeah", "yes", "no", "not really", "maybe", "i guess", "i think so", "fair enough"],
    ...["sounds good", "you too"],
    ...["talk tomorrow", "bye for now", "love that", "haha", "lol", "hey", "hi jules", "good morning", "hmm", "wow"],
    ...["aww", "😂", "❤️", "👍"],
    ...["what do you think?", "how do you make friends as an adult?", "what should i have for dinner?"],
    "do you ever get bored?",
    ...["can you remind me what i said about my sister?", "what's a good book for a long flight?"],
    "is it weird to eat alone?",
    ...["tell me a joke", "tell me something good", "what's the best way to apologize?"],
    "how long should i boil an egg?",
    ...["do you remember my dog's name?", "what day is it lol", "can you help me word a text?"],
    "how do i stop overthinking?",
    ...["i did what you said and it worked", "i took a walk like you said", "i called her. it went ok."],
    "i made the appointment.",
    ...["just checking in", "nothing much, just tired", "pretty good today actually", "still raining here"],
    "on my way home now",
    ...["i'm at the dentist wish me luck", "home safe", "the meeting went fine", "i ate vegetables today"],
    "it was a quiet day.",
    "i've been thinking about what you asked yesterday and i think the honest answer is that i'm scared of being bored more than of failing",
    "so the short version is that we talked, we both cried a little, and we decided to try the couples class on tuesdays. it felt like a start.",
    "i went to the farmers market, bought too many peaches, met a man with a parrot, and forgot to buy the one thing i went for",
    "Today I want to be gentle with myself. I answered two emails, folded the laundry and sat in the sun for twenty minutes.",
    "my grandmother used to say that bread tells you the weather and i swear mine refuses to rise whenever it's about to storm",
  ],
  es: [
    ...["gracias", "muchas gracias", "ok gracias", "buenas noches", "buenas noches jules", "hasta mañana", "sí"],
    ...["no", "no sé", "jaja sí"],
    ...["vale", "está bien", "todo bien por aquí", "¿tú cómo ves?", "¿qué me recomiendas?", "hoy estuvo tranquilo"],
    "ya llegué a casa",
    ...["me fue bien, gracias", "qué bonito", "tienes razón", "luego te cuento", "¿qué hago de cenar?"],
    "ando cansada pero bien",
    "hoy caminé por el parque y me acordé de cuando mi papá nos llevaba a volar papalotes, fue un buen día",
  ],
};

/** A small generator of numbers (mulberry32), so that the data are the same everywhere. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = numbers(20_261_125);
const chance = (share) => next() < share;
const below = (count) => Math.floor(next() * count);
const pick = (list) => list[below(list.length)];

const EMOJI = ["😂", "😭", "🙃", "😅", "🥲"];

const NAMES =
  /\b(?:monday|tuesday|thursday|friday|saturday|september|october|june|thanksgiving|jules|lisa|denver|lisbon)\b/g;
const capital = (text) =>
  text.replace(/(^|[.?!] )([¿¡"]*)(\p{Ll})/gu, (_all, before, marks, letter) => before + marks + letter.toUpperCase());
const corrected = (text) => capital(text.replace(/\bi\b/g, "I").replace(NAMES, capital));

/** How a person types, throughout a burst: as it comes, without apostrophes, with a phone's help, by the book. */
const asItComes = (text) => text;
const hurried = (text) => text.replace(/(\p{L})'(\p{L})/gu, "$1$2");
const helped = (text, language) => (language === "en" ? corrected(text) : capital(text));
const byTheBook = (text, language) => {
  const sentence = helped(text, language);
  return /\p{L}$/u.test(sentence) && sentence.split(" ").length >= 4 ? `${sentence}.` : sentence;
};

function handOf(shareByTheBook) {
  if (chance(shareByTheBook)) return byTheBook;
  return pick([asItComes, asItComes, hurried, hurried, helped, helped, helped]);
}

/** A word drawn out, a mark, an emoji behind: what makes two texts with the same words two texts. */
function coloured(text) {
  if (!/[\p{L}.!?]$/u.test(text)) return text;
  if (chance(0.08) && /[aeiouyw]$/.test(text)) return `${text}${text.at(-1)}${text.at(-1)}`;
  if (chance(0.02) && /\p{L}$/u.test(text)) return `${text}...`;
  if (chance(0.02) && /\p{L}$/u.test(text) && text.includes(" ")) return `${text}!!`;
  return chance(0.12) ? `${text} ${pick(EMOJI)}` : text;
}

const seen = new Map();

/** Makes texts until there are some of which none has been used too often. */
function fresh(make) {
  for (;;) {
    const bodies = make();
    if (new Set(bodies).size < bodies.length || bodies.some((body) => seen.get(body) === MOST_REPEATS)) continue;
    for (const body of bodies) seen.set(body, (seen.get(body) ?? 0) + 1);
    return bodies;
  }
}

/** A matter's texts: its own mostly, those of its topic for a change. */
function matterOf(language) {
  const { rows, adds, ends } = pick(language === "en" ? ENGLISH : SPANISH);
  const [says, add, end] = pick(rows);
  return { says, adds: chance(0.7) ? add : pick(adds), ends: chance(0.6) ? end : pick(ends) };
}

/** Which parts a burst has, by how often people do it so. */
function partsOf(language) {
  const { says, adds, ends } = matterOf(language);
  const kind = next();
  if (kind < 0.06) return [pick(MARKED_OPENERS[language]), says, ...(chance(0.4) ? [adds] : [])];
  if (kind < 0.32) return [pick(OPENERS[language]), says, ...(chance(0.35) ? [adds] : [])];
  if (kind < 0.58) return [says, adds];
  if (kind < 0.72) return [says, adds, ends];
  if (kind < 0.81) return [says, ends];
  if (kind < 0.91) return [says, pick(AFTERTHOUGHTS[language])];
  if (kind < 0.95) return [pick(OPENERS[language]), says, adds, ends];
  return [says, adds, pick(AFTERTHOUGHTS[language]), ...(chance(0.3) ? [ends] : [])];
}

const isSpanish = ([lead]) => /^(?:mi |mira|la |te )/.test(lead);

function burst(language) {
  const hand = handOf(0.05);
  if (chance(0.05)) {
    const pairs = pick([PASTED, SLIPS]).filter((pair) => isSpanish(pair) === (language === "es"));
    const [lead, behind] = pick(pairs);
    return [coloured(hand(lead, language)), behind];
  }
  return partsOf(language).map((part) => coloured(hand(part, language)));
}

function single(language) {
  const hand = handOf(0.2);
  const { says, adds, ends } = matterOf(language);
  const kind = next();
  if (kind < 0.4) return [coloured(hand(pick(SINGLE[language]), language))];
  if (kind < 0.6) return [coloured(hand(says, language))];
  if (kind < 0.68) return [coloured(hand(ends, language))];
  const said = chance(0.5) ? `${says}, ${adds}` : `${says}. ${adds}`;
  return [coloured(hand(chance(0.35) ? `${said}. ${ends}` : said, language))];
}

/** Moments of a burst: its span is anywhere between the shortest and the longest, and is cut at random. */
function momentsOf(count) {
  const gaps = count - 1;
  const spare = next() * (LONGEST_SPAN_MS - SHORTEST_GAP_MS * gaps);
  const cuts = Array.from({ length: gaps - 1 }, () => next() * spare).sort((one, other) => one - other);
  const moments = [0];
  for (let gap = 0; gap < gaps; gap++) moments.push(Math.round((cuts[gap] ?? spare) + SHORTEST_GAP_MS * (gap + 1)));
  return moments;
}

const languageOf = () => (chance(SPANISH_SHARE) ? "es" : "en");
const lines = [];
for (let made = 0; made < BURSTS; made++) {
  const language = languageOf();
  lines.push({ language, bodies: fresh(() => burst(language)) });
}
for (let made = 0; made < SINGLES; made++) {
  const language = languageOf();
  lines.push({ language, bodies: fresh(() => single(language)) });
}
// Mixed, so that a part of the file is as good as the whole.
for (let last = lines.length - 1; last > 0; last--) {
  const other = below(last + 1);
  [lines[last], lines[other]] = [lines[other], lines[last]];
}
const data = lines.map(({ language, bodies }) => {
  const moments = bodies.length > 1 ? momentsOf(bodies.length) : [0];
  return { language, texts: bodies.map((body, at) => ({ atMs: moments[at], body })) };
});
writeFileSync(
  new URL("bursts.jsonl", import.meta.url),
  data.map(({ texts }) => `${JSON.stringify({ texts })}\n`).join(""),
);

const share = (part, whole) =>
  `${part.length} of ${whole.length} (${((100 * part.length) / whole.length).toFixed(1)} %)`;
const bursts = data.filter(({ texts }) => texts.length > 1);
const bodies = data.flatMap(({ texts }) => texts.map(({ body }) => body));
const gaps = bursts.flatMap(({ texts }) => texts.slice(1).map(({ atMs }, at) => atMs - texts[at].atMs));
const spans = bursts.map(({ texts }) => texts.at(-1).atMs);
const bands = (values) =>
  [200, 500, 800, 1_100, 1_400, 1_700]
    .map(
      (from) =>
        `${from}-${from + 300}: ${values.filter((ms) => ms >= from && ms < from + 300 + (from === 1_700)).length}`,
    )
    .join(", ");
const lengths = bodies.map((body) => body.length).sort((one, other) => one - other);
process.stdout.write(
  `${[
    `texts ${bodies.length}, different ${new Set(bodies).size}, most repeats ${Math.max(...seen.values())}`,
    `bursts of 2, 3, 4: ${[2, 3, 4].map((count) => bursts.filter(({ texts }) => texts.length === count).length).join(", ")}`,
    `Spanish or mixed: bursts ${share(
      bursts.filter(({ language }) => language === "es"),
      bursts,
    )}, all ${share(
      data.filter(({ language }) => language === "es"),
      data,
    )}`,
    `bursts whose first text ends with ? . or !: ${share(
      bursts.filter(({ texts }) => /[?.!]$/.test(texts[0].body)),
      bursts,
    )}`,
    `spans in ms: ${bands(spans)}`,
    `gaps in ms: ${bands(gaps)}`,
    `characters: median ${lengths[lengths.length >> 1]}, 90 % below ${lengths[Math.floor(lengths.length * 0.9)]}, longest ${lengths.at(-1)}`,
  ].join("\n")}\n`,
);
