import type { Theme } from "./theme.ts";

/** Replies as a companion's model writes them, by hand, in plain characters; `habits.ts` writes them as models do. */
export const ENGLISH: readonly Theme[] = [
  {
    openings: [
      "That sounds like a really long day.",
      "Ugh, back to back shifts will do that to you.",
      "No wonder you're wiped out after ten hours on your feet.",
    ],
    middles: [
      "You kept going even when the whole place was short on people, and that counts for something.",
      "It makes sense that your head is still spinning - it takes a while to come down from a day like that.",
      "I'd want to sit in the car for ten minutes and stare at nothing, too.",
    ],
    questions: ["Have you had a chance to eat anything?", "What was the worst part of it?", "Is tomorrow any lighter?"],
  },
  {
    openings: [
      "You did it! You actually quit.",
      "Wow, that was a big step - and you sound more relieved than scared.",
      "So the letter is in. How strange that must feel.",
    ],
    middles: [
      "You've been going back and forth on this for weeks, so I imagine there is some quiet in your head now.",
      "It's okay if it feels like freedom in the morning and panic at night. Both can be true.",
      "Whatever comes next, you don't have to figure it all out before the weekend.",
    ],
    questions: [
      "What's the first thing you want to do with your time?",
      "How did your boss take it?",
      "How are you feeling about it right now?",
    ],
  },
  {
    openings: [
      "I'm so sorry about Biscuit.",
      "Fourteen years is a whole chapter of your life.",
      "Losing a dog leaves such a loud kind of quiet in the house.",
    ],
    middles: [
      "He was there for the move, the breakup, all of it... of course you keep listening for him at the door.",
      "There's no right speed for missing somebody who greeted you every single day.",
      "You don't have to put his bed away until you want to. Some people keep a collar in a drawer for years.",
    ],
    questions: [
      "What was he like when he was little?",
      "What do you miss the most tonight?",
      "Is there someone who knew him, too, that you could call?",
    ],
  },
  {
    openings: [
      "Okay, a first date - I see why you're nervous.",
      "Butterflies before seven o'clock, then.",
      'He said "dress comfy" and gave no other clue? Bold.',
    ],
    middles: [
      "The nice thing is that he already likes talking to you. You're not starting from zero.",
      "Wear the green jacket you told me about - you sounded happy when you bought it.",
      "If it's awkward, it's a story. If it's good, it's a better one.",
    ],
    questions: ["Where are you two going?", "What are you hoping for?", "Want to tell me all about it after?"],
  },
  {
    openings: [
      "That fight with your sister sounds like it has been coming for a while.",
      "It hurts when the person who knows you best says the thing that lands hardest.",
      "So she hung up - and you've been replaying it ever since.",
    ],
    middles: [
      "You can be angry at what she said and still want her back at the table on Sunday.",
      "It sounds as if underneath it all you both want somebody else to notice how much you do for your mom.",
      'A short text like "I hate fighting with you" can open a door without settling who was right.',
    ],
    questions: [
      "What would you want her to understand?",
      "Has it ever gotten better after a day or two?",
      "What part of it stings the most?",
    ],
  },
  {
    openings: [
      "3 a.m. thoughts are the loudest ones.",
      "Wide awake again, huh?",
      "I'm here. Nights like this can feel endless.",
    ],
    middles: [
      "Sometimes it helps to put the thought somewhere - a note on your phone, a scrap of paper - so your mind can stop holding it.",
      "You don't need to fix anything before sunrise. Warm feet, a dim light, slow breaths... that's enough for now.",
      "The meeting will still be there in the morning, and you'll be better at it with even an hour of sleep.",
    ],
    questions: [
      "What keeps coming back?",
      "Want to tell me about it, or want to be distracted?",
      "What usually helps you drift off?",
    ],
  },
  {
    openings: [
      "A B+ in organic chemistry is nothing to shrug at!",
      "You passed!! I knew those flash cards would pay off.",
      "That exam has been hanging over you for a month.",
    ],
    middles: [
      "You studied on the bus, on your breaks, and in that noisy laundromat, so you earned every point of it.",
      "I know you wanted the A, and you're allowed to be a little disappointed and proud at the same time.",
      "Tonight is for noodles and a bad movie. The next chapter can wait.",
    ],
    questions: ["How are you going to celebrate?", "Who did you tell first?", "What's next on the list?"],
  },
  {
    openings: [
      "Moving to a city where you know nobody takes guts.",
      "The first weeks in a new place can be lonely, even when the place is great.",
      "Boxes everywhere and one fork - I've heard of that phase.",
    ],
    middles: [
      "You mentioned a pottery class near the station. Small, regular things are how strangers turn into faces you know.",
      "It doesn't mean that you chose wrong. It means you left people who matter to you.",
      "Saying hi to the same barista three days in a row is a start, honestly.",
    ],
    questions: [
      "What do you like about it so far?",
      "Who do you miss the most?",
      "What would make the apartment feel like yours?",
    ],
  },
  {
    openings: [
      "Your mom's surgery is tomorrow, right? I've got that in mind.",
      "Waiting rooms are the worst.",
      "That's a lot to carry around while everyone else just goes to work.",
    ],
    middles: [
      "You asked the surgeon good questions, and you'll be there when she wakes up - that's what she'll remember.",
      "It's okay to be scared and to make dumb jokes about the vending machine. Most families do both.",
      "Let somebody bring you dinner. People want to help, and you have enough to hold.",
    ],
    questions: ["What time does it start?", "Is anybody going with you?", "How are you holding up?"],
  },
  {
    openings: [
      "Ha! A raccoon in the kitchen was not on my list for today.",
      "Please tell me there's a picture of this.",
      "I love that you tried to reason with it.",
    ],
    middles: [
      '"Sir, this is a rental" might be the best thing anyone has ever said to a raccoon.',
      "I imagine it looked at you, looked at the cereal, and made its choice.",
      "Between this and the flooded bathroom, your building has quite the personality.",
    ],
    questions: ["Did it leave on its own?", "What did your roommate say?", "Is the cereal okay?"],
  },
  {
    openings: [
      "Saying no to your boss was hard, and you did it anyway.",
      "Good for you. That's a boundary, even if your voice shook.",
      "It sounds like the guilt showed up right after the relief.",
    ],
    middles: [
      "You're not lazy for wanting a weekend; you're tired from three months without one.",
      "People who are used to your yes will need a moment - that doesn't make your no unkind.",
      "If it helps: you can be helpful on Monday at nine without being available on Saturday at ten.",
    ],
    questions: [
      "How did he react?",
      "What will you do with the free day?",
      "What would you tell a friend who did this?",
    ],
  },
  {
    openings: [
      "I hear you - it's been a heavy week.",
      "That's a hard thing to say out loud, and I'm glad you told me.",
      "Feeling flat like that can be more exhausting than crying.",
    ],
    middles: [
      "You don't have to explain it or earn a break from it. We can just talk for a bit.",
      "When everything feels like too much, one small thing counts: open a window, drink some water, text a friend back.",
      "If it stays like this, talking to someone in person - a friend, a doctor, a counselor - can take some of the weight.",
    ],
    questions: [
      "What has today been like?",
      "Is there someone around you this evening?",
      "When did you last feel a bit lighter?",
    ],
  },
  {
    openings: [
      "Sourdough number four, and it finally rose!",
      "That crust sounds amazing.",
      "Okay, I'm invested in this bread now.",
    ],
    middles: [
      "I think the trick was letting it sit overnight - you were so impatient with the first one, remember?",
      "Your grandmother would probably say it needs more salt, and then eat half of it.",
      "A naïve question from somebody who can't taste anything: is it better warm, or the next day as toast?",
    ],
    questions: ["Who gets the first slice?", "What are you putting on it?", "Are you going to try the rye next?"],
  },
  {
    openings: [
      "Money worries have a way of following you into every room.",
      "That bill came at the worst moment.",
      "It's not just the number, it's the feeling of never being done.",
    ],
    middles: [
      "Calling them and asking for a payment plan is a normal thing to do, and they get that call all day long.",
      "You've handled tight months before - by being honest about it early, which is what you're doing now.",
      "One list might help: what's due this week, what can wait, and what you can simply ask about.",
    ],
    questions: [
      "What's due first?",
      "Is there someone you can talk it through with?",
      "What would help the most this week?",
    ],
  },
  {
    openings: [
      "Your kid said that? I'm laughing.",
      "Four-year-olds are tiny lawyers.",
      "Bedtime negotiations: day ninety-one.",
    ],
    middles: [
      '"My legs are not tired, only my eyes" is an argument I have no answer to.',
      "You stayed calm for forty minutes, which is about thirty-eight more than most people have in them.",
      "One day you'll miss it. Not tonight, though - tonight you get the couch.",
    ],
    questions: ["Who won in the end?", "How are you doing, under all that?", "Did you get any time for yourself?"],
  },
  {
    openings: [
      "Ten weeks sober. That's huge.",
      "You got through the wedding without a drink - I'm really glad.",
      "The craving passed, and you let it pass. That's the work.",
    ],
    middles: [
      "You left early, you called your sponsor, and you had a plan. None of that was luck.",
      "It makes sense that the evenings are the hard part; they used to have a ritual, and now there's a gap.",
      "Some people fill it with terrible tea and crossword puzzles, and there's no shame in that.",
    ],
    questions: [
      "What helped the most that night?",
      "How do you want to mark it?",
      "What do your evenings look like now?",
    ],
  },
  {
    openings: [
      "That's frustrating - three months of physical therapy and your knee still clicks.",
      "Healing is so rarely a straight line.",
      "You went up the stairs without the rail? Look at you.",
    ],
    middles: [
      "You've gone from the couch to the corner store and back, even if it doesn't feel like much on a day like this.",
      "I'm not a doctor, so the swelling is one for your therapist - you could text them a picture today.",
      "Being patient with your own body is its own kind of training.",
    ],
    questions: ["When do you see them next?", "What do you want to be able to do again?", "How's the pain today?"],
  },
  {
    openings: [
      "Happy birthday! Thirty-four looks good on you from here.",
      "A quiet birthday can be a good one.",
      "He remembered. That means something.",
    ],
    middles: [
      "Cake for breakfast is the correct decision, and I won't hear otherwise.",
      "You said last year that you wanted less noise and more people you like - and that's what today sounds like.",
      "It's alright if there's a bit of sadness mixed in. Birthdays count things we didn't plan to count.",
    ],
    questions: ["What was the best part so far?", "What do you wish for this year?", "Who are you spending it with?"],
  },
  {
    openings: [
      "So your best friend is moving away.",
      "That group chat sounds exhausting.",
      "It stings to find out about the party from somebody else's photos.",
    ],
    middles: [
      "You're not too sensitive; you noticed that you weren't asked, and you care about these people.",
      'You could ask her straight out - "Did something happen between us?" - and let her answer surprise you.',
      "Friendships change shape, and it's fair to grieve the old one while you find the new one.",
    ],
    questions: [
      "What do you think happened?",
      "Who else do you feel close to these days?",
      "Would you want to ask her about it?",
    ],
  },
  {
    openings: ["Good morning! You're up early.", "A run before work? Who are you?", "Sunrise person now, I see."],
    middles: [
      "Two miles is two miles, slow or not. Your lungs don't know what the app says.",
      "I like that you went even though it was drizzling - future you is going to brag about that.",
      "Remember how you felt last Tuesday after skipping it? Quite the difference.",
    ],
    questions: ["How do you feel now?", "Same time tomorrow?", "What did you listen to?"],
  },
  {
    openings: [
      "I'm Jules, an AI, so no, I can't come over - but I'd like to hear about the garden.",
      "Tomatoes in a bucket on the fire escape: that's commitment.",
      "The basil is back from the dead?",
    ],
    middles: [
      "Plants don't hold grudges. Water, a little sun, and they act like nothing happened.",
      "You turned a fire escape into the nicest square yard of the block - and it feeds you.",
      "You could give your neighbor the extra ones. It might be the start of something, like café-table conversations in July.",
    ],
    questions: ["What's growing best?", "What will you plant next?", "Who taught you all this?"],
  },
  {
    openings: [
      "An interview on Thursday! That's wonderful.",
      "They asked you back for a second round - so they liked what they saw.",
      "Your résumé did its job, then.",
    ],
    middles: [
      "Three short stories are plenty: one thing you built, one thing you fixed, one thing you learned the hard way.",
      "When they ask about the gap, the plain truth is fine: you took care of your dad. That takes skill, too.",
      "You can bring a notebook, you can pause, and you can ask them questions. It goes both ways.",
    ],
    questions: [
      "Which question scares you the most?",
      "Want to practice one right here?",
      "What would you love about that job?",
    ],
  },
  {
    openings: [
      "That movie wrecked you, didn't it?",
      "Okay, no spoilers - I'm told the ending is something.",
      "You finished the whole series in four days.",
    ],
    middles: [
      "It's funny how a made-up robot can get to the part of you that a real conversation can't.",
      "Maybe it was the letter scene. You've had a letter of your own lying around for a while.",
      "I'd call that research, not procrastination - though your laundry may disagree.",
    ],
    questions: ["Which part got you?", "Who would you want to watch it with?", "What are you going to watch next?"],
  },
  {
    openings: [
      "I think that's a brave thing to tell your dad.",
      "So he went quiet. That's hard to read.",
      "You've been carrying that sentence around for years.",
    ],
    middles: [
      "Quiet isn't always a no. Some people need to walk around the block with a thing before they can say anything about it.",
      "However he takes it, you said something true and you said it kindly, and that's yours to keep.",
      "You don't have to talk him through his feelings while you're still having yours.",
    ],
    questions: ["How did it feel to say it?", "Did he say anything at all?", "Who's in your corner tonight?"],
  },
];
