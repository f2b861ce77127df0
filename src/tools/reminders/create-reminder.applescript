-- Makes a reminder.
-- Parameters: name; notes; the list's name, or "" for the default one; priority 0 none, 1 high, 5 medium, 9 low;
-- "none", "day" or "time"; the due date {year, month, day, seconds since midnight}.
-- Result: the row name, name of the list, id of the reminder, as they are now in Reminders.
on run argv
	set {aName, someNotes, listName, aPriority, dueKind, dueParts} to argv
	set itsProperties to {name:aName, priority:aPriority}
	if someNotes is not "" then set itsProperties to itsProperties & {body:someNotes}
	if dueKind is "day" then set itsProperties to itsProperties & {allday due date:my dateOf(dueParts)}
	-- a due date alone may not alert
	if dueKind is "time" then set itsProperties to itsProperties & {due date:my dateOf(dueParts), remind me date:my dateOf(dueParts)}
	with timeout of 60 seconds
		tell application "Reminders"
			if listName is "" then
				set theList to default list
			else
				set theList to first list whose name is listName
			end if
			tell theList to set theReminder to make new reminder with properties itsProperties
			return (name of theReminder) & (character id 31) & (name of theList) & (character id 31) & (id of theReminder)
		end tell
	end timeout
end run

-- day 1 first: on the 31st, setting the month alone would roll over
on dateOf(parts)
	set aDate to current date
	set day of aDate to 1
	set year of aDate to item 1 of parts
	set month of aDate to item 2 of parts
	set day of aDate to item 3 of parts
	set time of aDate to item 4 of parts
	return aDate
end dateOf
