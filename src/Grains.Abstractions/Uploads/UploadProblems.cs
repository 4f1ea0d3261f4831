namespace EmailAgent.Grains.Uploads;

/// <summary>Refusals of uploads and of contents to be scanned.</summary>
public static class UploadProblems
{
    /// <summary>The scanner found malware in the file.</summary>
    [Problem(422, "Malware found")]
    public const string MalwareFound = "malware_found";

    /// <summary>The file must be scanned for malware, and the scanner does not answer or cannot scan it.</summary>
    [Problem(503, "Scanner unavailable")]
    public const string ScannerUnavailable = "scanner_unavailable";

    /// <summary>The upload was interrupted by the end of a process; repeat it.</summary>
    [Problem(503, "Upload interrupted")]
    public const string Interrupted = "upload_interrupted";

    /// <summary>The attachment is not an image that browsers show safely.</summary>
    [Problem(422, "Not an image")]
    public const string NotAnImage = "not_an_image";
}
