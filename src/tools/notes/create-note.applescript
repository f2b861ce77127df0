-- Makes a note and shows it.
-- Parameters: name; what stands below it, as HTML; the folder's name, or "" for the default one.
-- Result: the row name, text, folder, id of the note, as they are now in Notes.
on run argv
	set {aName, someHtml, folderName} to argv
	set cellEnd to character id 31
	with timeout of 60 seconds
		tell application "Notes"
			if folderName is "" then
				set theFolder to default folder of default account
			else
				set theFolder to first folder whose name is folderName
			end if
			if someHtml is "" then
				-- an empty body would take the name away
				set newNote to make new note at theFolder with properties {name:aName}
			else
				set newNote to make new note at theFolder with properties {name:aName, body:someHtml}
			end if
			-- asked of Notes anew: what it kept, not what it was told
			set theNote to note id (id of newNote)
			show theNote
			return (name of theNote) & cellEnd & (plaintext of theNote) & cellEnd & (name of container of theNote) & cellEnd & (id of theNote)
		end tell
	end timeout
end run
