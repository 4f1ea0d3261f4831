namespace EmailAgent.Providers;

/// <summary>The address of a message on the server: a <see cref="PlacedLocation"/> or a <see cref="LabelledLocation"/>.</summary>
public abstract record RemoteLocation;

/// <summary>The location of a <see cref="PlacedMessage"/>.</summary>
/// <param name="FolderRef">The provider's name of the folder.</param>
/// <param name="Cursor">The folder's committed cursor, which states the validity of the UID.</param>
/// <param name="Uid">The UID of the message in the folder.</param>
public sealed record PlacedLocation(string FolderRef, string? Cursor, long Uid) : RemoteLocation;

/// <summary>The id of a <see cref="LabelledMessage"/>.</summary>
public sealed record LabelledLocation(string RemoteId) : RemoteLocation;
