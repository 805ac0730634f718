/**
 * Area codes in service or assigned in the United States, its capital and its territories, overlays included, as of
 * November 2026; compared with the metadata of libphonenumber 9.0.43, which has all but the newest. Codes of Canada and the
 * Caribbean, toll-free, personal and premium ones are not here.
 */
export const AREA_CODES = {
  AL: "205 251 256 334 483 659 938",
  AK: "907",
  AS: "684",
  AZ: "480 520 602 623 928",
  AR: "327 479 501 870",
  CA: "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 764 805 818 820 831 837 840 858 909 916 925 949 951",
  CO: "303 719 720 748 970 983",
  CT: "203 475 860 959",
  DC: "202 771",
  DE: "302",
  FL: "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
  GA: "229 404 470 478 678 706 762 770 912 943",
  GU: "671",
  HI: "808",
  IA: "319 515 563 641 712",
  ID: "208 986",
  IL: "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872",
  IN: "219 260 317 463 574 765 812 930",
  KS: "316 620 785 913",
  KY: "270 364 502 606 859",
  LA: "225 318 337 457 504 985",
  MA: "339 351 413 508 617 774 781 857 978",
  MD: "227 240 301 410 443 667",
  ME: "207",
  MI: "231 248 269 313 517 586 616 679 734 810 906 947 989",
  MN: "218 320 507 612 651 763 924 952",
  MO: "235 314 417 557 573 636 660 816 975",
  MP: "670",
  MS: "228 471 601 662 769",
  MT: "406",
  NC: "252 336 472 704 743 828 910 919 980 984",
  ND: "701",
  NE: "308 402 531",
  NH: "603",
  NJ: "201 551 609 640 732 848 856 862 908 973",
  NM: "505 575",
  NV: "702 725 775",
  NY: "212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934",
  OH: "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937",
  OK: "405 539 572 580 918",
  OR: "458 503 541 971",
  PA: "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
  PR: "787 939",
  RI: "401",
  SC: "803 821 839 843 854 864",
  SD: "605",
  TN: "423 615 629 729 731 865 901 931",
  TX: "210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979",
  UT: "385 435 801",
  VA: "276 434 540 571 686 703 757 804 826 948",
  VI: "340",
  VT: "802",
  WA: "206 253 360 425 509 564",
  WI: "262 274 353 414 534 608 715 920",
  WV: "304 681",
  WY: "307",
} as const;

/** A state, the District of Columbia or a territory, by its postal code. */
export type State = keyof typeof AREA_CODES;

/** One IANA zone for each set of clocks that people in the United States live by today. */
export type TimeZone =
  | "America/New_York"
  | "America/Chicago"
  | "America/Denver"
  | "America/Phoenix"
  | "America/Los_Angeles"
  | "America/Anchorage"
  | "America/Puerto_Rico"
  | "Pacific/Honolulu"
  | "Pacific/Pago_Pago"
  | "Pacific/Guam";

/**
 * The zone of each state. One that lies in two has the eastern one, where evening comes first: who is texted between
 * 10:00 and 20:00 of that zone is texted between 9:00 and 19:00 of the other, and every quiet-hours law is kept in both.
 * For the same reason Arizona has the clocks of the Navajo Nation, which are moved in summer.
 */
export const ZONES: Readonly<Record<TimeZone, readonly State[]>> = {
  "America/New_York": [
    ...(["CT", "DC", "DE", "FL", "GA", "IN", "KY", "MA", "MD", "ME", "MI", "NC", "NH", "NJ", "NY", "OH"] as const),
    ...(["PA", "RI", "SC", "TN", "VA", "VT", "WV"] as const),
  ],
  "America/Chicago": [
    ...(["AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TX", "WI"] as const),
  ],
  "America/Denver": ["AZ", "CO", "ID", "MT", "NM", "NV", "OR", "UT", "WY"],
  "America/Phoenix": [],
  "America/Los_Angeles": ["CA", "WA"],
  "America/Anchorage": ["AK"],
  "America/Puerto_Rico": ["PR", "VI"],
  "Pacific/Honolulu": ["HI"],
  "Pacific/Pago_Pago": ["AS"],
  "Pacific/Guam": ["GU", "MP"],
};

/**
 * Area codes that lie in another zone than their state's above, with everything in them. A code that crosses the line
 * (850 in Florida, 541 in Oregon, 775 in Nevada, 928 in Arizona ...) is not here and keeps the eastern zone.
 */
export const ELSEWHERE: Partial<Readonly<Record<TimeZone, string>>> = {
  "America/Chicago": "615 629 731 901 931",
  "America/Denver": "915",
  "America/Phoenix": "480 520 602 623",
  "America/Los_Angeles": "503 702 725 971",
};

/** Area codes that lie in their zone above and, for some of those who have them, in this one as well. */
export const ALSO_IN: Partial<Readonly<Record<TimeZone, string>>> = {
  "America/New_York": "334",
  "America/Chicago": "219 270 364 423 448 574 606 812 850 906 930",
  "America/Denver": "308 432 605 620 701 785",
  "America/Phoenix": "928",
  "America/Los_Angeles": "208 458 541 775 986",
  // The western Aleutians.
  "Pacific/Honolulu": "907",
};
