namespace EmailAgent.Providers;

/// <summary>How to address a message on the server: a <see cref="PlacedLocation"/> or a <see cref="LabelledLocation"/>.</summary>
public abstract record RemoteLocation;

/// <summary>The place of a <see cref="PlacedMessage"/>.</summary>
/// <param name="FolderRef">The provider's name of the folder.</param>
/// <param name="Cursor">The folder's committed cursor, which says what the number is good for.</param>
/// <param name="Uid">The message's number in the folder.</param>
public sealed record PlacedLocation(string FolderRef, string? Cursor, long Uid) : RemoteLocation;

/// <summary>The id of a <see cref="LabelledMessage"/>.</summary>
public sealed record LabelledLocation(string RemoteId) : RemoteLocation;
