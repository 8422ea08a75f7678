// What `publish` writes for the service worker, as src/parcours/publish/offline.py writes it.

declare const SITE: {
  version: string; look: string; versioned: string; shell: string[];
  offline: Record<string, string>;
};

declare namespace Parcours {
  /** Beside each route's page. */
  interface RouteList {
    digest: string; title: string; lang: string; cover: string; files: string[]; places: string[];
    bytes: [seen: number, kept: number]; pictures: Record<string, string>;
  }
}
