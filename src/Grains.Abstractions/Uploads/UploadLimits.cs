namespace EmailAgent.Grains.Uploads;

/// <summary>Limits of uploaded files, which API and silos have in common.</summary>
public static class UploadLimits
{
    /// <summary>Bytes of one file.</summary>
    public const long LargestBytes = 25L * 1024 * 1024;

    /// <summary>Bytes of a file that travel in one call. Arrays of this size are not in the heap of large objects.</summary>
    public const int StretchBytes = 64 * 1024;

    /// <summary>Bytes of a file that are read in one call.</summary>
    public const int ReadBytes = 256 * 1024;

    /// <summary>Characters of the name of a file.</summary>
    public const int LongestName = 255;

    /// <summary>Characters of a Content-ID.</summary>
    public const int LongestContentId = 200;
}
