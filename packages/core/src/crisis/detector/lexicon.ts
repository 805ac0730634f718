import { CONTRACTIONS } from "./spelling.ts";

/**
 * Words by the role they can play in a sentence about danger: who, does what, to whom, with what, where, when, and what
 * takes the danger away. English and Spanish, without accents and apostrophes, as `tokens` writes them. An underscore joins
 * words that count as one. A word stands in one list only; the first list that names it has it.
 */
const WORDS = {
  // Who
  SELF: "i me my myself mine yo mi mis conmigo",
  YOU: "you your yours yourself tu tus ti usted ustedes vos",
  OTHER:
    "boy boys girl guys stranger strangers muchacho muchacha chavo chava vato he she they him her them his hers their theirs himself herself themselves el ella ellos ellas le les lo los someone somebody human person persons someones somebodys another_person guy man woman dude chick alguien tipo senor senora that_guy",
  NOBODY: "nobody no_one noone anybody anyone nadie",
  EVERYONE: "everyone everybody people them_all all_of_them todos gente humans humanity families",
  GROUP:
    "doctors judges jueces politicos gente_esa those_people these_people this_kind these_animals maricas pride_parade immigrants immigrant migrants foreigners gays gay lesbians trans jews jew jewish muslims muslim islamic christians christian blacks black whites asians asian mexicans latinos hispanics women men girls boys disabled refugees cops police feds politicians president mayor senator congress congregation worshippers classmates coworkers students teachers customers shoppers crowd neighbors homeless gringos inmigrantes negros maricones mujeres judios musulmanes policias",
  PARENT:
    "madrina mijo_papa mom mum moms dads mama mami mother mothers dad daddy papa papi father fathers stepdad stepmom stepfather stepmother parents parent step_dad step_mom padre madre padres padrastro madrastra jefa foster_dad foster_mom foster_mother foster_father guardian",
  PARTNER:
    "ese_hombre hombre roommate_ex husband husbands wife hubby boyfriend girlfriend bf gf partner fiance fiancee ex exs spouse lover baby_daddy baby_mama babydaddy novio novia esposo esposa marido mujer pareja ex_husband ex_wife ex_boyfriend ex_girlfriend exnovio exmarido viejo",
  CHILD:
    "mijo mija nena nene cipote baby_girl hijito hijita chiquito chiquita kid kids son sons daughter daughters child children baby babies toddler toddlers newborn infant niece nephew grandson granddaughter grandkids stepson stepdaughter hijo hija hijos hijas nino nina ninos ninas bebe sobrino sobrina nieto nieta chamaco",
  SIBLING:
    "brother bro brothers sister sis sisters sibling twin hermano hermana hermanos hermanas hermanita hermanito stepbrother stepsister cousin prima primo brother_in_law sister_in_law cunado cunada",
  FRIEND:
    "friend friends bestie bff buddy buddies roommate roomie roommates flatmate coworker colleague neighbor neighbour neighbours neighbors_kid classmate student amigo amiga amigos amigas vecino vecina companero companera buddy_from_the_army best_friend online_friend guildmate client patient resident mate homie",
  AUTHORITY:
    "boss manager supervisor teacher coach professor principal priest pastor uncle aunt grandpa grandma grandfather grandmother granddad grandad nurse caregiver aide landlord sergeant officer bully bullies jefe maestro maestra tio tia abuelo abuela profe patron cura padrino youth_leader babysitter tutor therapist counselor doctor",
  // Acts and states
  DIE: "matarse_de die dies died dying dead death deaths deceased perish morir morirme muero muere murio muerto muerta muertos muerte fallecer unalive dieing deadd",
  ATTACK:
    "castrate cripple crippling waterboard beaten_up hunt hunted drag_him drag_them storm_the open_fire take_up_arms acid smother_him suffocate_him knock_out knock_a_girl mass_shooting flatten attack attacks attacked attacking torture torturing tortured destroy crush snap saw rip tear eradicate exterminate lynch mutilate maim behead decapitate kidnap abduct abducted hunt_down get_rid_of run_over dispose_of break_in_the torturar atacar secuestrar destruir aplastar deport_all wipe_them_out hack dismember ripping crushing hammer electrocute gouge stomp trample drown_him ambush bludgeon smash_his",
  KILL: "hitman sicario sicarios linchar kill kills killed killing murder murders murdered murdering slaughter slaughtered massacre assassinate assassination assassinated execute execution euthanize matar matarme matarlo matarla matarlos matarse mato mate mata matan asesinar eliminate wipe_out",
  SUICIDE:
    "voy_a_matarme quiero_matarme me_voy_a_matar me_quiero_matar se_quiere_matar se_va_a_matar quiere_matarse suicide suicidal suicides suicidality suicidio suicida suicidarme suicidarse suicidar suicidas self_delete self_deletion sewer_slide ctb kms kill_myself off_myself unalive_myself kill_himself kill_herself kill_themselves kill_themself take_my_own_life take_my_life taking_my_life taking_my_own_life end_my_life ending_my_life end_my_own_life quitarme_la_vida quitarse_la_vida acabar_con_mi_vida matarme_yo",
  ENDING:
    "end ends ending ended end_it ending_it end_it_all finish finish_it over quit acabar acabarlo acabe terminar terminarlo checking_out check_out log_off logging_off exit_plan",
  LIVE: "live lives living alive life exist existing existence vivir vivo viva vida existir born exista breathing stay_alive",
  WAKE: "wake waking wake_up waking_up woke despertar despierto despertarme",
  SLEEP: "sleep asleep sleeping dormir dormirme dormido dormida",
  JUMP: "brinco aviento jump jumping jumped leap leaping step_off stepping_off let_go letting_go fall plunge tirarme tirarse aventarme saltar brincar lanzarme lanzarse aventarse salto brinco",
  HANG: "hang hanging hanged hung ahorcarme ahorcarse ahorcar colgarme colgarse",
  SHOOT:
    "shoot shooting shot shoots shoot_up shooting_up bullet bullets disparar dispararme disparo balazo balazos tiro pull_the_trigger trigger",
  STAB: "stab stabs stabbed stabbing knifed slash slashed slit slitting apunalar acuchillar apunale",
  CUT: "cut cuts cutting cortar cortarme corto corte cortando cortes cortarse razorblade",
  SELFHARM:
    "self_harm selfharm self_harming self_harmed sh self_injure self_injury cut_myself cutting_myself burn_myself hurt_myself harm_myself hurting_myself harming_myself hit_myself hitting_myself burned_myself burning_myself scratch_myself scratching_myself hurting_herself hurting_himself cutting_herself cutting_himself hacerme_dano lastimarme autolesion autolesiono autolesionarme autolesiones relapse relapsed relapsing hurt_himself hurt_herself",
  BURN: "burn burns burned burning burnt set_fire fire torch arson quemar quemarme quemo quema quemo_con",
  HURT: "painful suffer suffering agony rasguno rasgunar aruno hurt hurts hurting harm harms harmed harming injure injured pain dano lastima lastimar lastimo lastimando dolor wound wounds",
  HIT: "hit hits hitting beat beats beating beaten slap slaps slapped slapping punch punches punched punching kick kicks kicked kicking shove shoved shoves pushed smack smacks smacked whip whipped belted spank spanked backhanded throws_things threw pega pego pegan pegar pegarme golpea golpeo golpean golpear golpes cachetada patea pateo empujo empuja madriza chinga jalonea jalo puts_his_hands put_his_hands_on hands_on_me laid_hands",
  CHOKE:
    "choke chokes choked choking strangle strangled strangles strangling suffocate smother smothered ahorca ahorco asfixia asfixio suffocating throttle",
  RAPE: "rape raped rapes raping rapist molest molested molests molesting sexually_assaulted sexual_assault assaulted assault assaulting abused abuse abuses abusing abusive violo violaron violan viola violada violado violar abusan abusa abuso abusaron abusada manosea manoseo groomed grooming trafficked had_sex_with_me have_sex_with_me force_himself forced_himself",
  TOUCH:
    "touch touched touches touching grope groped gropes grabs grabbed grabbing fondle toca toco tocar tocaba tocando agarra nudes nude desnuda desnudo undress undressed sex sexo",
  THREATEN:
    "threat threats threaten threatens threatened threatening blackmail blackmailing sextortion amenaza amenazo amenazas amenazan amenazado revenge venganza pay_for_this make_them_pay make_him_pay make_her_pay",
  INGEST:
    "took take taking swallow swallowed swallowing ate drank drink drinking downed popped tome tomo tragar trague inject injected ingested",
  BLEED: "bleed bleeding bled blood bloody sangre sangrando desangrar bleeds sangro",
  OVERDOSE:
    "narcanned narcaned intoxicated laced overdose overdosed overdosing od oded oding sobredosis poisoned passed_out unconscious not_breathing unresponsive seizure blue_lips lips_are_blue wont_wake_up not_waking_up narcan",
  EATING:
    "threw_up_my spit_my_food feel_guilty_when_i_eat bulimic bulimica anorexica threw_up diet_pills skip_meals skipping_meals stopped_eating sin_comer no_como wont_eat only_eats starve starving starved purge purging purged vomit vomiting vomite throw_up throwing_up laxatives laxative laxantes anorexia anorexic bulimia bulimic calories binge bingeing fasting puke puking ayuno vomitar calorias dont_deserve_to_eat",
  DROWN: "drown drowning drowned ahogarme ahogar ahogarse",
  POISON:
    "arsenic_in rat_bait under_the_sink drain_cleaner windex lejia diablo_rojo raticida liquido_de_limpiar cleaning_fluid poison poisoning bleach antifreeze cloro veneno ammonia rat_poison pesticide detergent cyanide arsenic drano",
  BOMB: "bomb bombs bombing explode explosive explosives blow_up detonate grenade molotov bomba explotar",
  GOODBYE:
    "goodbye goodbyes farewell bye adios despedirme despedida despedirse despido last_message final_message last_text say_goodbye said_goodbye saying_goodbye said_my_goodbyes so_long ultimo_mensaje final_post last_post",
  GIVING:
    "give_away giving_away gave_away giving_my give_my you_can_have regalando regalar regale take_care_of look_after cuida cuiden cuidar rehome rehomed find_a_home",
  AFFAIRS:
    "will note notes letter letters passwords password insurance suicide_note goodbye_letter goodbye_note carta cartas nota testamento funeral obituary burial cremated ashes casket coffin grave tomb tumba entierro",
  GONE: "me_lleve llevame_ya no_amanecer no_amanezco gone leave leaving left away disappear disappearing vanish desaparecer irme ido me_voy not_be_here wont_be_here not_here wont_be_around not_be_around without_me sin_mi ya_no_estar",
  HIDE: "manga_larga tapo tapar hoodie hide hides hiding hid sleeves long_sleeves cover covering concealer makeup esconder escondo mangas bandages bandaid gauze",
  CONTROL:
    "ties ties_me tied_up ties_my prisoner handcuffs handcuffed controls control controlling tracks_my tracks tracking tracker airtag locks locked lock_me wont_let doesnt_let didnt_let not_allowed allowance isolates monitors checks_my_phone goes_through_my_phone no_me_deja me_revisa me_controla encierra encerrada encerrado passport papers visa deport pasaporte papeles migra deportar",
  STALK:
    "stalk stalks stalking stalked stalker follow follows following shows_up showed_up outside_my_house waits_outside me_sigue acosa acoso persigue watching_me watches_me",
  FORCE:
    "force forced forces made_me makes_me make_me coerce coerced pressured obliga obligo obligan forzo me_obliga against_my_will said_no say_no drugged spiked roofied",
  SCARED:
    "scares scares_me eggshells panico me_da_miedo scared afraid fear terrified frightened miedo asustada asustado tengo_miedo unsafe not_safe dont_feel_safe walking_on_eggshells",
  // How it is meant
  WANT: "want wants wanted wanting wish wishes wished need feel_like feeling_like urge urges crave hope hoping would_rather rather quiero quisiera ganas desearia deseo ojala prefiero gustaria desire tempted",
  INTEND:
    "going_to will plan plans planning planned about_to gonna finna imma decided decision ready intend intention set_on going_through_with voy_a vamos_a planeando plan_to listo lista decidido decidi preparado bringing coming_for",
  THINK:
    "think thinking thought thoughts imagine imagining picture picturing fantasize fantasizing dream dreaming wonder wondering considering consider contemplating pienso pensando pensamientos pensar imagino keep_thinking obsessing",
  TRY: "try tried trying tries attempt attempted attempts intente intento intentar",
  ASK: "which_way what_method surest how how_many how_much how_long best_way fastest quickest easiest painless painlessly ways method methods what_happens como cuantas cuantos cuanto donde where which does_it_hurt is_it_painful lethal dosage dose googled searched research looked_up",
  NOT: "not no never without aint nor cannot ni nunca jamas tampoco sin neither hardly barely",
  REALLY:
    "seriously serious really actually for_real no_joke not_joking not_kidding no_cap fr literally mean_it de_verdad en_serio honestly truly swear",
  MAYBE: "maybe might could would if perhaps probably quizas tal_vez puede possibly",
  PAST: "used_to ago years_ago back_then when_i_was was were had long_ago hace_anos antes in_college in_high_school as_a_kid last_year former",
  // With what, where, when
  GUN: "shooter gunman gunshots gunshot emogun gun guns pistol rifle shotgun glock revolver firearm ammo loaded ar15 handgun pistola arma armas escopeta rifles 9mm barrel",
  PILLS:
    "emopills pills pill meds medication medicine tablets bottle bottles tylenol aspirin ibuprofen advil xanax ambien oxy oxys percocet percs fentanyl heroin zoloft prozac seroquel lithium antidepressants acetaminophen paracetamol benadryl insulin benzos pastillas pastilla pildoras medicamentos medicinas sleeping_pills klonopin trazodone hydrocodone morphine stash mg",
  ALCOHOL: "whiskey vodka wine beer drunk booze tequila alcohol liquor hammered borracho borracha tomado cerveza",
  BLADE:
    "emoblade knife knives blade blades razor razors scissors box_cutter machete navaja cuchillo cuchilla gillette sharp scalpel axe",
  ROPE: "nooses lazo rope noose belt cord sheets beam rafters soga cuerda cinturon nudo knot closet_rod ceiling_fan",
  GAS: "gas exhaust garage engine carbon_monoxide charcoal helium stove propane tailpipe",
  CAR: "car truck steering wheel brakes brake guardrail drive driving carro troca coche wrap_my_car oncoming median semi",
  HEIGHT:
    "baranda barandilla bridge roof rooftop ledge balcony cliff railing rail overpass parking_structure parking_garage top_floor window tower puente techo azotea barranco balcon wrong_side other_side_of_the edge over_the_edge barandal",
  TRACKS: "tracks train trains platform subway railroad vias tren metro",
  WATER: "into_the_ocean beach river lake ocean bathtub pier dock tub rio lago mar alberca current waves",
  ROAD: "highway freeway interstate road bus lane carretera freeway_ramp",
  PUBLIC:
    "school work office church mosque synagogue mall concert stadium temple warehouse hospital courthouse precinct clinic store workplace escuela trabajo iglesia oficina prom graduation campus",
  HOUSE: "house home room bedroom apartment trailer casa cuarto his_place her_place departamento",
  SHELTERED:
    "bathroom closet locked_in locked_myself hiding_in basement bano closet_door escondida encerrada_en door puerta",
  BODY: "body sternum ribs rib spine toes knees kneecaps limbs corpse skull jaw bones bone eye eyes face neck_of wrist wrists arm arms leg legs thigh thighs neck throat head skin veins vein stomach chest munecas muneca brazos brazo piernas piel venas cuello cabeza temple_of_my mouth",
  MARKS:
    "marcas ojo_morado cortadas bruise bruises bruised scars scar black_eye marks welts stitches moretones moreton cicatrices golpiza fractured broken_arm broken_rib swollen",
  NOW: "now right_now rn already ahora ahorita ya currently this_minute at_this_moment ahora_mismo as_we_speak",
  DAY: "tonight today tomorrow this_morning this_afternoon this_evening in_an_hour an_hour hours hour minutes midnight sunrise dawn hoy manana esta_noche al_rato tn tmrw before_morning by_morning last_night_on last_day last_sunset",
  SOON: "soon next_week weekend birthday friday christmas anniversary next_month this_week graduation_day proximo pronto when_im_alone once after_the",
  AGAIN:
    "again always every everyday every_day every_night keep keeps still anymore constantly otra_vez siempre sigue todos_los_dias cada de_nuevo nomore no_more",
  LATELY: "yesterday last_night lately earlier this_week_he ayer anoche recently the_other_night just_now recien",
  // What it is like
  HOPELESS:
    "too_late no_hope mi_vida_no hopeless pointless worthless useless no_point no_reason no_future no_way_out no_hope whats_the_point what_is_the_point the_point nothing_left meaningless failure give_up giving_up gave_up cant_go_on cant_do_this cant_take cant_keep cant_anymore sin_sentido sin_salida ya_no_puedo no_puedo_mas ya_no_aguanto no_aguanto no_vale rendirme rindo trapped waste waste_of worth worth_it",
  BURDEN:
    "estorbo_para carga_para lastre burden better_off problem dead_weight weight drag deadweight carga estorbo estorbando mejor_sin happier mistake in_the_way favor better_without",
  TIRED: "tired exhausted exhausting sick_of fed_up done so_done cansado cansada harto harta drained worn",
  ALONE: "nobody_cares alone lonely solo sola soledad unloved unwanted ignored",
  SAD: "emocry sad depressed depression crying cry cried miserable empty numb broken anxious anxiety stressed overwhelmed triste deprimida deprimido llorando llorar vacio vacia desesperado desesperada",
  CALM: "peace calm peaceful relief relieved free paz tranquilo tranquila at_peace made_peace",
  REUNITE:
    "diosito see_you_soon join join_her join_him be_with_him be_with_her reunite reunited heaven cielo other_side take_me llevame god dios jesus",
  SORRY:
    "sorry forgive forgive_me im_sorry perdon perdoname perdonen disculpa tell_them_i tell_my diles dile love_you_all los_quiero les_quiero",
  MISS: "miss miss_me notice care cared nadie_me extranar extranaria matter cares",
  TOOMANY: "all whole bunch too_many every handful so_many entire todo todas toda muchas un_monton rest_of_the",
  // What takes it away
  LAUGH:
    "lol lmao lmfao haha hahaha hehe rofl lolol jaja jajaja xd jk just_kidding joking kidding emolaugh bromea broma es_broma jeje",
  MEDIA:
    "movie movies film films song songs lyrics lyric show shows netflix episode episodes season book books novel novels podcast series album band concert_tickets documentary documental pelicula peliculas cancion canciones novela serie theatre play musical character characters actor scene plot villain finale author trailer_for rapper playlist chapter",
  NEWS: "news article headline history historical war wars trial court verdict genocide holocaust election century noticias guerra historia museum statistics statistic law legal definition define meaning mean definicion",
  GAME: "game games gaming level levels respawn raid raids fortnite minecraft cod valorant gta elden zelda npc quest mob mobs lobby clan guild xbox playstation ps5 switch boss_fight dungeon dragon zombies dnd campaign chess mario poker match videojuego juego juegos juego_nuevo roblox skyrim headshot",
  TRIVIAL:
    "homework traffic meeting meetings exam exams monday mondays cringe boring bored boredom embarrassment embarrassed embarrassing hungry starving_for thirsty spreadsheets spreadsheet email emails commute laundry dishes hangover hungover slides deadline queue line wifi outfit haircut feet back abs calves heels allergies pollen humidity heat tarea trafico hambre calor frio verguenza pena risa sueno cruda aburrimiento aburrida aburrido oso zoom powerpoint finals midterm midterms gossip spoil spoilers spoiler cute adorable",
  FOOD: "food pizza burger taco tacos coffee chicken steak onion onions garlic cake pie bread cheese eggs egg salad bacon soup rice sugar carbs gluten cooking cook recipe dinner lunch breakfast oven grill kitchen comida cafe pollo carne cebolla limon pan pastel huevos cocina cocinando brunch tamales noodles sauce",
  CREATURE:
    "spider spiders bug bugs ant ants roach roaches mosquito mosquitoes fly flies mouse mice rat rats weeds weed plants plant lawn deer fish fishing hunting turkey duck ducks hog snake wasp wasps bees tree trees garden coyote pests insects cucarachas cucaracha hormigas plantas aranas arana mosca moscas",
  PET: "dog dogs cat cats puppy kitten hamster horse bird vet perro perra gato gata gatito perrito mascota parrot bunny goldfish",
  TECH: "process processes server servers app code script battery phone laptop computer printer thread threads python linux kernel docker program website router console charger tv remote update database query unix bash terminal screen celular telefono compu bateria impresora",
  STUDY:
    "essay class paper lecture thesis presentation assignment professor_said textbook quiz seminar course homework_on ensayo clase examen tesis exposicion research_paper study chapter_on",
  CAREWORK:
    "patients shift shifts volunteer volunteering hotline training clients residents er_shift charting paramedic emt dispatcher cpr prevention awareness fundraiser charity walk campaign nonprofit turno voluntaria voluntario capacitacion",
  HARMLESS:
    "hair grass cake_with paper fabric wood tree_branch coupon coupons calories_today budget cable costs spending corner corners class_today lights picture pictures painting paintings curtains shelf tv_on_the pelo cabello unas pasto cuadro cuadros boletos lamp jacket stockings phone_up nails bangs",
  SPORT:
    "gym workout bag team teams season_opener league score scored playoffs soccer football basketball baseball volleyball hockey boxing karate mma race marathon coach_said homer home_run penalty goal practice sparring gimnasio equipo partido futbol gol torneo entrenamiento pelota beisbol",
  MEDICAL:
    "surgery doctor_said doctors appointment checkup cancer chemo hospice flu fever cold_medicine dentist dental tooth antibiotics vitamins vitamin prescribed refill pharmacy blood_pressure blood_work lab_results biopsy allergy knee sprained accident accidentally slipped tripped cirugia cita doctora dentista vitaminas receta gripe fiebre farmacia accidente stubbed splinter",
  MOURNING:
    "funeral_home passed passed_away condolences rip rest_in_peace memorial anniversary_of widow widowed grief grieving mourning lost_her_battle fallecio fallecieron velorio luto buried en_paz_descanse obituaries",
  RECOVERED:
    "anymore_thank better_now sober recovery recovered in_recovery clean glad_im_here grateful therapy therapist_says healed ya_estoy_bien superado remission proud_of",
  ENDABLE:
    "subscription suscripcion relationship relacion contract contrato lease call calls membership friendship engagement trial account service semester conversation marriage matrimonio internship project meeting_early partnership argument",
  IDIOM:
    "killing_it killed_it killing_time kill_time killing_me kill_me_now kill_the_lights dead_tired dead_inside dressed_to_kill drop_dead dying_to dying_laughing dying_for die_for to_die_for hang_out hanging_out hang_in_there hang_on hang_up hung_up hangout hit_me_up hit_the hit_on shot_glass take_a_shot flu_shot photo_shoot photoshoot long_shot give_it_a_shot cut_off cut_out cut_down cut_back short_cut clear_cut haircut beat_the beat_up_car sick_beat blow_out burn_out burned_out burnout burning_calories jumping_in jump_rope jump_start jump_in over_the_moon bridge_the_gap cross_that_bridge bite_the_bullet sweat_bullets dodge_a_bullet stick_to_your_guns end_up ended_up ending_up weekend_plans end_of_the_day end_of_month happy_ending a_dead_end deadline_for me_muero_de muero_de me_mata muerta_de muerto_de matar_el_tiempo ahogarse_en_un pegar_un_susto me_pega_el pegarse_una dar_un_golpe golpe_de_suerte matando_el_tiempo mata_hambre de_muerte blood_pressure_meds slept_like_the_dead over_my_dead_body life_and_death drop_off pick_up love_of_my_life slice_of_life lights_out time_of_my_life",
} as const satisfies Record<string, string>;

/** The role of a word, as the detector counts it. */
export type Concept = keyof typeof WORDS;

export const CONCEPTS = Object.keys(WORDS) as readonly Concept[];

/** Words that say little by themselves, so that what stands around them comes together. */
const FILLERS = new Set(
  "just really so very like honestly literally fucking fuckin fking freaking damn kinda kind of sort also too even well um uh hmm oh ok okay hey hi jules basically totally pretty quite maybe actually anyway anyways tbh ngl fr lol the a an this that these those some pues nomas bien muy tan la las un una unos unas de del que bueno este oye porfa".split(
    " ",
  ),
);

/** Words that hold a sentence together: they stay as they are where others become a role or a gap. */
const FRAME = new Set(
  "to for of in on at with from by about into out up down off over and or but because so than as is am are be been being was were do does did done have has had can could would should will may it its there here what when who why whose get gets got go goes went come comes came let lets make makes made put puts know knows say says said tell tells told ask asks asked feel feels felt look looks find found en con por para a y o pero porque como si es soy esta estoy estan fue era ser estar hay ha he hace hacer dice dijo digo se te nos su sus al mas | # ? !".split(
    " ",
  ),
);

const CONCEPT_OF = new Map<string, number>();
/** The longest joined words first, by their first word. */
const PHRASES = new Map<string, (readonly string[])[]>();

CONCEPTS.forEach((concept, index) => {
  for (const entry of WORDS[concept].split(" ")) {
    // As `tokens` writes them: "wont_let" is three words.
    const isOneWord = !entry.includes("_") && !CONTRACTIONS.has(entry);
    const parts = isOneWord ? [entry] : entry.split("_").flatMap((part) => CONTRACTIONS.get(part) ?? [part]);
    const joined = isOneWord ? entry : parts.join("_");
    if (!CONCEPT_OF.has(joined)) CONCEPT_OF.set(joined, index);
    const [first] = parts;
    if (parts.length < 2 || first === undefined) continue;
    const phrases = PHRASES.get(first);
    if (phrases) phrases.push(parts);
    else PHRASES.set(first, [parts]);
  }
});
for (const phrases of PHRASES.values()) phrases.sort((one, other) => other.length - one.length);

/** Spanish verbs by their stems: what the endings and the pronouns behind them add says nothing new here. */
const STEMS: Readonly<Record<string, Concept>> = {
  ...stems("KILL", "mat asesin linch"),
  ...stems("DIE", "mor muer"),
  ...stems("SUICIDE", "suicid"),
  ...stems("HANG", "ahorc colg cuelg"),
  ...stems("CUT", "cort raj"),
  ...stems("BURN", "quem"),
  ...stems("HURT", "lastim hier danar rasgun arun"),
  ...stems("HIT", "peg golpe pate empuj cachete madre ching sacud jalone"),
  ...stems("RAPE", "viol abus manose maltrat"),
  ...stems("TOUCH", "toc"),
  ...stems("THREATEN", "amenaz veng"),
  ...stems("SHOOT", "dispar bale"),
  ...stems("STAB", "apunal acuchill machete pic"),
  ...stems("ATTACK", "secuestr atac tortur destru"),
  ...stems("POISON", "envenen"),
  ...stems("CHOKE", "estrangul asfixi"),
  ...stems("DROWN", "ahog"),
  ...stems("JUMP", "tir avent lanz brinc salt"),
  ...stems("INGEST", "tom trag beb"),
  ...stems("BLEED", "desangr sangr"),
  ...stems("GOODBYE", "despid despedi"),
  ...stems("GIVING", "regal"),
  ...stems("GONE", "desaparec desaparezc"),
  ...stems("CONTROL", "encerr control vigil"),
  ...stems("FORCE", "oblig forz drog"),
  ...stems("STALK", "persig acos"),
  ...stems("EATING", "vomit"),
  ...stems("WAKE", "despert despiert amanec"),
  ...stems("LIVE", "viv exist nac"),
  ...stems("ENDING", "acab termin"),
  ...stems("TRY", "intent"),
  ...stems("THINK", "pens piens imagin"),
  ...stems("WANT", "quer quier dese"),
  ...stems("HIDE", "escond"),
};

function stems(concept: Concept, all: string): Record<string, Concept> {
  return Object.fromEntries(all.split(" ").map((stem) => [stem, concept]));
}

const SPANISH_VERB =
  /^(.{2,9}?)(?:[aei]r|ando|iendo|yendo|aba|aban|abas|ia|ian|aron|ieron|are|ere|ire|aria|eria|iria|ara|ado|ada|ados|adas|ido|ida|aste|iste|amos|imos|emos|en|an|as|es|io|o|a|e|i)(?:me|te|se|lo|la|le|los|las|les|nos|melo|selo|telo|sela)?$/;

function stemRole(word: string): number | undefined {
  const stem = SPANISH_VERB.exec(word)?.[1];
  const concept = stem === undefined ? undefined : STEMS[stem];
  return concept && CONCEPTS.indexOf(concept);
}

/** The number of a word's role; undefined when it has none. */
export function conceptOf(word: string): number | undefined {
  return CONCEPT_OF.get(word) ?? (NOT_VERBS.has(word) ? undefined : stemRole(word));
}

/** English words, and Spanish nouns, that look like a form of one of the verbs. */
const NOT_VERBS = new Set(
  "mate mates mato mata_de mora more morir_de toe toes toma tomate tomas pic pica pico picas pie pies pen pens pensa raja rajas ace mare mares corte_de salt salty salto_de tire tires tired tiro saltine viola violin violines violent violence controle peg pegs ahora viva via vias vivo vive viven lance bebe bebes bebida bebidas corta_de naci nacion cola tom tome toc quema_de beba acabado".split(
    " ",
  ),
);

export const isFiller = (word: string): boolean => FILLERS.has(word);

export const isFrame = (word: string): boolean => FRAME.has(word);

/** How many words, from `at` on, count as one; 1 where none are joined. */
export function phraseLength(words: readonly string[], at: number): number {
  const candidates = PHRASES.get(words[at] ?? "");
  if (candidates) {
    for (const parts of candidates) if (parts.every((part, index) => words[at + index] === part)) return parts.length;
  }
  return 1;
}

/** Every single word that has a role. */
export function lexiconWords(): readonly string[] {
  return [...CONCEPT_OF.keys()].flatMap((entry) => entry.split("_"));
}
