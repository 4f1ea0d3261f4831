namespace EmailAgent.Providers;

/// <summary>Something to do to messages on the server; one of the records below.</summary>
/// <remarks>
/// Where a message lies in any number of folders (Gmail), these add it to folders and take it out of them. Where it lies in
/// exactly one (IMAP), all of them but <see cref="FlagEdit"/> and <see cref="DeleteEdit"/> come down to a move.
/// </remarks>
public abstract record MessageEdit;

/// <summary>A change of flags such as <c>\Seen</c>: those to set and those to remove; others stay.</summary>
public sealed record FlagEdit(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : MessageEdit;

/// <summary>
/// A change of folders, by their <see cref="RemoteFolder.Ref"/>: those to add and those to remove; others stay. Where a message has one
/// location only, it moves to the added folder, of which there can be only one; removed from its only folder, it is archived.
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

/// <summary>The permanent deletion of messages.</summary>
public sealed record DeleteEdit : MessageEdit;
