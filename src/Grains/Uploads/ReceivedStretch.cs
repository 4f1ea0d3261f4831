namespace EmailAgent.Grains.Uploads;

/// <summary>Bytes of a received content; can be empty although more follow.</summary>
internal sealed record ReceivedStretch(ReadOnlyMemory<byte> Content, bool IsLast);
