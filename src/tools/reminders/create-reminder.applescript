-- Makes a reminder.
-- Parameters: name; notes; the list's name, or "" for the default one; priority 0 none, 1 high, 5 medium, 9 low;
-- "none", "day" or "time"; the due date {year, month, day, seconds since midnight}.
-- Result: the row name, notes, due date as ISO text or "", priority, name of the list, id of the reminder, as they
-- are now in Reminders.
on run argv
	set {aName, someNotes, listName, aPriority, dueKind, dueParts} to argv
	set cellEnd to character id 31
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
			tell theList to set newReminder to make new reminder with properties itsProperties
			set theId to id of newReminder
			-- asked of Reminders anew: what it kept, not what it was told
			set theReminder to reminder id theId of theList
			set dueDate to missing value
			if dueKind is "day" then set dueDate to allday due date of theReminder
			if dueKind is "time" then set dueDate to due date of theReminder
			set dueText to ""
			if dueDate is not missing value then set dueText to dueDate as «class isot» as string
			return (name of theReminder) & my cell(body of theReminder) & cellEnd & dueText & cellEnd & (priority of theReminder) & cellEnd & (name of theList) & cellEnd & theId
		end tell
	end timeout
end run

on cell(content)
	if content is missing value then return character id 31
	return (character id 31) & content
end cell

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
