namespace EmailAgent.Providers;

/// <summary>A stretch of a message in RFC 5322 form.</summary>
/// <param name="IsLast">The message ends with it.</param>
public sealed record RawStretch(ReadOnlyMemory<byte> Content, bool IsLast);
