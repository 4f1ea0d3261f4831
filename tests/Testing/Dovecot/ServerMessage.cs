namespace EmailAgent.Testing;

/// <summary>A message as the mail server has it, or as a copy should.</summary>
/// <param name="Flags">Sorted ordinally, separated by spaces, without <c>\Recent</c>.</param>
public sealed record ServerMessage(string Folder, long Uid, string Flags)
{
    /// <summary>Creates a message with sorted flags.</summary>
    public static ServerMessage Of(string folder, long uid, IEnumerable<string> flags) =>
        new(folder, uid, string.Join(' ', flags.Where(flag => flag != @"\Recent").Order(StringComparer.Ordinal)));
}
