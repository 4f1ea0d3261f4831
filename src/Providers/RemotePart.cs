namespace EmailAgent.Providers;

/// <summary>The part of a message that holds an attachment, as a message of its own: the header of the part and its body, still encoded.</summary>
/// <param name="Content">RFC 5322 form.</param>
/// <param name="IsWholeMessage">Indicates whether it is the whole message instead, from a server that does not deliver parts.</param>
public sealed record RemotePart(ReadOnlyMemory<byte> Content, bool IsWholeMessage);
