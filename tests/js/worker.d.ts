// What `publish` writes for the service worker, as src/parcours/publish/offline.py writes it.

declare const SITE: {
  version: string; look: string; versioned: string; shell: Record<string, string>;
  offline: Record<string, string>;
};

declare namespace Parcours {
  /** Beside each route's page. */
  interface RouteList {
    digest: string; title: string; lang: string; cover: string;
    /** By path, the digest of what was published there. */
    files: Record<string, string>; places: Record<string, string>;
    bytes: [seen: number, kept: number]; pictures: Record<string, string>;
  }
}
