/** Something of a life that is told by text. Every value is a word of its own, so that it is found wherever it stands. */
interface Thing {
  readonly topic: string;
  /** How it is said; `{}` is the value. */
  readonly words: string;
  /** How it is said when it has changed. */
  readonly changed?: string;
  readonly values: readonly string[];
  /** It happens on a day. */
  readonly isDated?: true;
  /** With which words somebody wants it forgotten. */
  readonly forgotten?: string;
}

const list = (words: string) => words.split(" ");
const NAMES = list(
  "Ana Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Katya Luca Mira Nadia Oscar Petra Quinn Rosa Stefan Tilda Ulrich Vera Wanda Xavier Yara Zeno Alba Boris Celia Dario Edith Fritz",
);
const PETS = list(
  "Rex Mochi Biscuit Ziggy Pepper Waffle Nacho Pickle Tofu Bandit Clover Hazel Marble Noodle Pumpkin Sushi",
);
const CITIES = list(
  "Boston Denver Austin Tucson Omaha Tampa Fresno Boise Tulsa Reno Toledo Durham Mobile Eugene Topeka Juneau Provo Macon",
);
const JOBS = list(
  "nurse welder baker teacher plumber librarian florist barista carpenter cashier dentist electrician farmer gardener janitor mechanic",
);
const FOODS = list(
  "ramen tacos pierogi curry lasagna falafel gumbo paella pho sashimi risotto goulash empanadas moussaka",
);
const SHOWS = list("Severance Fargo Succession Dark Lost Frasier Narcos Ozark Barry Homeland Treme Oz Luther Fleabag");
const SPORTS = list("tennis rowing judo fencing bowling climbing surfing boxing archery curling karate lacrosse");
const SONGS = list("jazz salsa techno bluegrass polka reggae opera ska bachata gospel disco folk");
const DRINKS = list("espresso matcha horchata kombucha lemonade cider mate chai cocoa oolong seltzer");
const COLORS = list("teal crimson mustard lavender turquoise maroon beige coral indigo olive");
const CARS = list("Corolla Civic Mustang Impala Camry Jetta Outback Tacoma Fiesta Prius");
const PLANTS = list("monstera cactus basil orchid fern ivy bonsai rosemary jade lily");
const NUTS = list("peanuts shellfish penicillin pollen latex strawberries mangoes soy sesame kiwi");
const TEAMS = list("Cubs Mets Knicks Lakers Bruins Packers Astros Padres Ravens Chiefs");

/** What a life of this suite is made of. Some of it changes, some happens on a day, some is never told. */
export const THINGS: readonly Thing[] = [
  {
    topic: "sister/name",
    words: "my sister is called {}",
    changed: "actually my sister's name is {}",
    values: NAMES,
    forgotten: "my sister",
  },
  { topic: "brother/name", words: "my brother is called {}", values: NAMES, forgotten: "my brother" },
  {
    topic: "roommate",
    words: "my roommate is {}",
    changed: "my roommate moved out, my new roommate is {}",
    values: NAMES,
    forgotten: "my roommate",
  },
  {
    topic: "boss",
    words: "my boss is {}",
    changed: "we got a new one at work, my boss is {} now",
    values: NAMES,
    forgotten: "my boss",
  },
  {
    topic: "partner",
    words: "my partner is {}",
    changed: "we broke up. my partner is {} now",
    values: NAMES,
    forgotten: "my partner",
  },
  { topic: "best-friend", words: "my best friend is {}", values: NAMES, forgotten: "my best friend" },
  {
    topic: "therapist",
    words: "my therapist is called {}",
    changed: "i switched, my therapist is called {} now",
    values: NAMES,
  },
  { topic: "neighbor", words: "my neighbor is {}", values: NAMES },
  { topic: "dog/name", words: "i have a dog named {}", values: PETS, forgotten: "my dog" },
  { topic: "cat/name", words: "i have a cat named {}", values: PETS, forgotten: "my cat" },
  { topic: "home", words: "i live in {}", changed: "i moved to {}", values: CITIES, forgotten: "{}" },
  { topic: "origin", words: "i'm from {}", values: CITIES },
  { topic: "job", words: "i work as a {}", changed: "new job! i work as a {} now", values: JOBS, forgotten: "my work" },
  { topic: "dream-job", words: "my dream job is {}", changed: "changed my mind, my dream job is {}", values: JOBS },
  { topic: "food", words: "my favorite food is {}", changed: "my favorite food is {} these days", values: FOODS },
  { topic: "hated-food", words: "the food i hate is {}", values: FOODS },
  {
    topic: "show",
    words: "the show i watch is {}",
    changed: "done with that, the show i watch is {} now",
    values: SHOWS,
  },
  { topic: "sport", words: "my sport is {}", changed: "i quit, my sport is {} now", values: SPORTS },
  { topic: "music", words: "my kind of music is {}", values: SONGS },
  { topic: "drink", words: "my usual drink is {}", changed: "no more of that, my usual drink is {}", values: DRINKS },
  { topic: "color", words: "my favorite color is {}", values: COLORS },
  { topic: "car", words: "my car is a {}", changed: "sold it, my car is a {} now", values: CARS },
  { topic: "plant", words: "my plant is a {}", values: PLANTS },
  { topic: "allergy", words: "i'm allergic to {}", values: NUTS },
  { topic: "team", words: "my team is the {}", values: TEAMS },
  {
    topic: "interview",
    words: "i have a job interview on {}",
    changed: "they moved it, i have a job interview on {}",
    values: [],
    isDated: true,
  },
  {
    topic: "wedding",
    words: "my cousin's wedding is on {}",
    changed: "postponed: my cousin's wedding is on {}",
    values: [],
    isDated: true,
  },
  { topic: "exam", words: "my exam is on {}", values: [], isDated: true },
  { topic: "flight", words: "my flight home is on {}", values: [], isDated: true, forgotten: "my flight" },
];

/** What else is told of a life and never asked about: it takes room from what is. */
export const REMARKS: readonly Pick<Thing, "topic" | "words">[] = [
  ...list("banjo telescope typewriter hammock kayak skateboard aquarium tent quilt globe chessboard accordion").map(
    (thing) => ({ topic: `owns/${thing}`, words: `i own a ${thing}` }),
  ),
  ...list("pottery origami chess poker sewing baking yoga pilates whittling birdwatching geocaching calligraphy").map(
    (thing) => ({ topic: `likes/${thing}`, words: `i like ${thing} on weekends` }),
  ),
  ...list("aunt uncle grandma grandpa niece nephew cousin godmother stepdad").map((person) => ({
    topic: `${person}/visit`,
    words: `my ${person} visits us every summer`,
  })),
];

/** What fills the days between. */
export const SMALL_TALK: readonly string[] = [
  ...["hey you there?", "so tired today", "the bus was late again lol", "ok", "haha yes", "it rained all morning"],
  ...["what do you think about early mornings?", "cant sleep", "made soup", "that helped, thanks", "ugh mondays"],
  ...["do you ever get bored?", "back from the store", "the elevator is broken", "nice light outside right now", "brb"],
  ...["i watched the clouds for an hour", "my back hurts from the chair", "good night jules", "morning!"],
];

export const REPLIES: readonly string[] = [
  ...["That sounds like a lot. What would make tonight a bit easier?", "I'm glad you told me. How did it feel?"],
  ...["Ha, fair enough. And the rest of the day?", "Sleep well when you get there.", "I like that. Tell me more?"],
];
