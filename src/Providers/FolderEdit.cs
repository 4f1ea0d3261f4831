namespace EmailAgent.Providers;

/// <summary>Something to do to a folder on the server; one of the records below.</summary>
public abstract record FolderEdit;

/// <summary>Creates a folder.</summary>
/// <param name="Path">Its full name, parts separated by a slash.</param>
public sealed record CreateFolderEdit(string Path) : FolderEdit;

/// <summary>Renames a folder, and with it the folders below.</summary>
/// <param name="FolderRef">The folder, by its <see cref="RemoteFolder.Ref"/>.</param>
/// <param name="OldPath">Its full name so far.</param>
/// <param name="Path">Its full name from now on.</param>
public sealed record RenameFolderEdit(string FolderRef, string OldPath, string Path) : FolderEdit;

/// <summary>Deletes a folder without folders below.</summary>
/// <param name="FolderRef">The folder, by its <see cref="RemoteFolder.Ref"/>.</param>
public sealed record DeleteFolderEdit(string FolderRef) : FolderEdit;

/// <summary>What an edit of a folder has done.</summary>
/// <param name="Path">The full name of the folder as the server knows it; null when it is deleted.</param>
/// <param name="Changes">What became of its messages.</param>
public sealed record FolderOutcome(string? Path, MailboxChanges Changes);
