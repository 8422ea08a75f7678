/** The form's own words in the place of Decap's: what one saves here is a proposal. */
export const WORDS = {
  editor: {
    editor: {
      onPublishingNotReady: 'Mettez d’abord le statut sur « À relire ».',
      onPublishingWithUnsavedChanges: 'Enregistrez vos changements avant de les proposer.',
      onPublishing: 'Proposer cette fiche ?',
      onUnpublishing: 'Retirer cette fiche du site ? Ce sera une proposition.',
      onDeleteWithUnsavedChanges:
        'Proposer de supprimer cette fiche, et perdre les changements non enregistrés ?',
      onDeletePublishedEntry: 'Proposer de supprimer cette fiche ?',
      onDeleteUnpublishedChangesWithUnsavedChanges:
        'Abandonner cette proposition et les changements non enregistrés ?',
      onDeleteUnpublishedChanges: 'Abandonner cette proposition ?',
    },
    editorToolbar: {
      publishing: 'Envoi de la proposition…',
      publish: 'Proposer',
      published: 'Enregistrée',
      unpublish: 'Proposer de retirer',
      unpublishing: 'Envoi de la proposition…',
      publishNow: 'Proposer maintenant',
      publishAndCreateNew: 'Proposer, puis créer une autre fiche',
      publishAndDuplicate: 'Proposer, puis dupliquer',
      deleteUnpublishedChanges: 'Abandonner la proposition',
      deleteUnpublishedEntry: 'Abandonner la proposition',
      deletePublishedEntry: 'Proposer de supprimer la fiche',
      inReview: 'À relire',
      ready: 'Relue',
    },
  },
  ui: {
    toast: {
      entrySaved: 'Changements enregistrés',
      entryPublished: 'Proposition enregistrée',
      entryUnpublished: 'Proposition de retrait enregistrée',
      onFailToPublishEntry: 'La proposition n’a pas pu partir : %{details}',
      onFailToUnpublishEntry: 'La proposition n’a pas pu partir : %{details}',
      onDeleteUnpublishedChanges: 'Proposition abandonnée',
    },
  },
  workflow: {
    workflow: {
      workflowHeading: 'Propositions',
      newPost: 'Nouvelle fiche',
      description: '%{smart_count} proposition à relire, %{readyCount} relue(s). |||| '
        + '%{smart_count} propositions à relire, %{readyCount} relue(s).',
    },
    workflowCard: {
      publishChanges: 'Proposer les changements',
      publishNewEntry: 'Proposer la nouvelle fiche',
    },
    workflowList: {
      onPublishingNotReadyEntry: 'Une proposition se relit sur la plateforme du projet.',
      onPublishEntry: 'Proposer cette fiche ?',
      inReviewHeader: 'À relire',
      readyHeader: 'Relues',
    },
  },
};

/** One tree of words over another: what the first says, and else what the second does. */
export const over = (ours, theirs) => {
  if (typeof ours !== 'object' || typeof theirs !== 'object') return ours ?? theirs;
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return Object.fromEntries([...names].map(name => [name, over(ours[name], theirs[name])]));
};
