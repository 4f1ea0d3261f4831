namespace EmailAgent.Providers.Blobs;

/// <summary>The content of a blob is missing, was changed, or was not stored as it was written.</summary>
public sealed class BlobContentException(string message, Exception? inner = null) : Exception(message, inner);
