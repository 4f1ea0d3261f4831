namespace EmailAgent.Providers;

/// <summary>Something to do to a folder on the server; one of the records below.</summary>
public abstract record FolderEdit;

/// <summary>The creation of a folder.</summary>
/// <param name="Path">The full name of the folder, separated by slashes.</param>
public sealed record CreateFolderEdit(string Path) : FolderEdit;

/// <summary>The renaming of a folder and of the folders below it.</summary>
/// <param name="FolderRef">The folder, by its <see cref="RemoteFolder.Ref"/>.</param>
/// <param name="OldPath">The full name before.</param>
/// <param name="Path">The full name after.</param>
public sealed record RenameFolderEdit(string FolderRef, string OldPath, string Path) : FolderEdit;

/// <summary>The deletion of a folder without folders below.</summary>
/// <param name="FolderRef">The folder, by its <see cref="RemoteFolder.Ref"/>.</param>
public sealed record DeleteFolderEdit(string FolderRef) : FolderEdit;

/// <summary>The result of an edit of a folder.</summary>
/// <param name="Path">The full name of the folder as the server knows it; null when it is deleted.</param>
/// <param name="Changes">The changes of its messages.</param>
public sealed record FolderOutcome(string? Path, MailboxChanges Changes);
