namespace EmailAgent.Grains.Uploads;

/// <summary>The names of what refers to uploads. The triggers of the tables know their form.</summary>
internal static class UploadHolders
{
    public static string OfDraft(Guid id) => $"draft:{id:N}";

    /// <summary>Returns what refers to the uploads that a message was made of, which outlive its content.</summary>
    public static string OfOutgoing(Guid id) => $"outgoing-files:{id:N}";
}
