// What the build writes for the scripts of pages and maps, as src/parcours writes it.

interface Navigator {
  /** Where a browser has it: whether the visitor spares data. */
  readonly connection?: { readonly saveData?: boolean };
}

declare namespace Parcours {
  /** As render/maps/data.py writes them. */
  interface Side { name: string; character: "urban" | "rural"; label: string }
  interface Mode { token: string; label: string; colour: string; dash: string }
  interface Day { n: number; label: string; title: string; lang?: string }
  interface Stop {
    n: number; day: number; name: string; kind: string; side: string; commune: string;
    lat: number; lon: number; anchor: string; time: string; stay?: string; optional?: boolean;
    lang?: string;
    /** Metres, where the place is known only to within them; and the same in words. */
    precision?: number; near?: string; closed?: string;
  }
  interface Leg {
    from: number; to: number; day: number; mode: string; facts: string; shape: string;
    line?: string;
    /** Steps of 1e-5 degrees; none on a straight leg, which joins its stops. */
    points?: number[];
    /** The numbers of the points at which the path goes on after a gap. */
    breaks?: number[];
  }
  type ServicePoint = [kind: number, lat: number, lng: number, name: string, about: string,
    stop: number, far: string];
  interface Services { kinds: [kind: string, label: string][]; points: ServicePoint[]; credit: string }
  interface Trip {
    services?: Services;
    /** Who supplies whom: the numbers of both stops. */
    supply?: [from: number, to: number][];
    lang: string; days: Day[]; stops: Stop[]; legs: Leg[];
    modes: Record<string, Mode>; sides: Record<string, Side>;
  }
  interface Outline {
    id: string; name: string; character: "urban" | "rural";
    /** Each as `unpacked` reads it. */
    rings: string[];
    /** Whose word it is, where it is surveyed. */
    source?: string;
  }
  type Town = [name: string, lat: number, lon: number];
  interface Land { outlines: Outline[]; towns: Town[] }
  /** As render/maps/page.py writes it. */
  interface Setting {
    bare: boolean; words: Record<string, string>; directions: string[];
    tiles?: { url: string; attribution: string; maxZoom: number };
    /** On the map of all routes. */
    many: Record<string, string>;
  }
  /** As render/catalogue/entries.py writes it: one list a fact, in the order of the cards. */
  interface Catalogue extends Ways {
    /** Whose clock the routes go by, where it is not that of Paris. */
    zone?: string;
    first: string; days: number; sets: string[]; on: number[]; size: number[];
    masks: Record<string, number[]>; begins: number[];
    co2: (number | null)[]; back: number[];
    words: Words;
    /** Where the list goes over several pages: what takes the place of its cards and marks. */
    paged?: Paged;
  }
  /** Sentences by name; what is counted in as many forms as the language has. */
  type Words = Record<string, string>
    & Record<"all" | "some" | "see" | "on", Record<string, string>>;
  /** Each route as the numbers of points, which are in 1/10 000 degree. */
  interface Ways { points: number[]; ways: number[][] }
  interface Paged {
    ids: string[]; titles: string[]; most: number;
    /** Three numbers a route: its map, and the column and the row of its dot. */
    spots: number[];
    /** Comes when a way is to be drawn; those of the list are the ends alone. */
    waysOf: () => Promise<Ways>;
  }
  type PagedCatalogue = Catalogue & Paged;
  /** What the first of several pages holds: the names of the files that come at the first choice. */
  interface FirstPage {
    all: number; most: number; choices: string; ways: string; words: Words;
  }
}
