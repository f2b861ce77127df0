/** The apps that scripts drive, for each of which macOS asks the user once. */
export const scriptedApps = ['Calendar', 'Contacts', 'Mail', 'Messages', 'Notes', 'Reminders'] as const;
export type ScriptedApp = (typeof scriptedApps)[number];
