namespace EmailAgent.Api.Uploads;

/// <summary>The scanned copy of a received attachment.</summary>
/// <param name="Stream">Its content; null if the attachment is read from its mail server.</param>
internal sealed record ScannedCopy(Stream? Stream)
{
    public static readonly ScannedCopy None = new(Stream: null);
}
