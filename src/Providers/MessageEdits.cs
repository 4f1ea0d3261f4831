namespace EmailAgent.Providers;

/// <summary>Something to do to messages on the server; one of the records below.</summary>
/// <remarks>
/// Where a message lies in any number of folders (Gmail), these add it to folders and take it out of them. Where it lies in
/// exactly one (IMAP), all of them but <see cref="FlagEdit"/> and <see cref="DeleteEdit"/> come down to a move.
/// </remarks>
public abstract record MessageEdit;

/// <summary>Flags such as <c>\Seen</c> to set and to take away; others stay.</summary>
public sealed record FlagEdit(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : MessageEdit;

/// <summary>
/// Folders to be in and not to be in any more, by their <see cref="RemoteFolder.Ref"/>; others stay. Where a message has one
/// place only, it moves to the one added, of which there can be only one; taken out of its only folder, it is archived.
/// </summary>
public sealed record LabelEdit(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : MessageEdit;

/// <summary>Into this folder, by its <see cref="RemoteFolder.Ref"/>, and out of the inbox, trash or junk, or its only place.</summary>
public sealed record MoveEdit(string FolderRef) : MessageEdit;

/// <summary>Out of the inbox, into the archive where that is a folder; made if there is none.</summary>
public sealed record ArchiveEdit : MessageEdit;

/// <summary>Into the trash; made if there is none.</summary>
public sealed record TrashEdit : MessageEdit;

/// <summary>Out of the trash, back into the inbox; what is not in the trash stays where it is.</summary>
public sealed record UntrashEdit : MessageEdit;

/// <summary>Removes for good.</summary>
public sealed record DeleteEdit : MessageEdit;
