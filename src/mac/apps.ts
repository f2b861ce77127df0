/** The apps that scripts speak to. */
export const appNames = [
  'Calendar',
  'Contacts',
  'Finder',
  'Mail',
  'Messages',
  'Notes',
  'Reminders',
  'System Events',
] as const;

export type AppName = (typeof appNames)[number];

export const bundleIds: Readonly<Record<AppName, string>> = {
  Calendar: 'com.apple.iCal',
  Contacts: 'com.apple.AddressBook',
  Finder: 'com.apple.finder',
  Mail: 'com.apple.mail',
  Messages: 'com.apple.MobileSMS',
  Notes: 'com.apple.Notes',
  Reminders: 'com.apple.reminders',
  'System Events': 'com.apple.systemevents',
};
