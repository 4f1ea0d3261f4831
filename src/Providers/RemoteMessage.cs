namespace EmailAgent.Providers;

/// <summary>A message that is new to the copy. Owns <see cref="Raw"/> until it is disposed.</summary>
public sealed class RemoteMessage(IDisposable? owner) : IDisposable
{
    public required Guid FolderId { get; init; }

    public required long Uid { get; init; }

    /// <summary>Sorted ordinally, without <c>\Recent</c>.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>When the server received it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Bytes of the whole message on the server.</summary>
    public required long Size { get; init; }

    /// <summary>RFC 5322 bytes; shorter than <see cref="Size"/> when the message is larger than what is fetched.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required Arrival Arrival { get; set; }

    public void Dispose() => owner?.Dispose();
}

/// <summary>Why a message is new to the copy.</summary>
public enum Arrival
{
    /// <summary>It was there before the mailbox was connected.</summary>
    History,

    /// <summary>It came in.</summary>
    Received,

    /// <summary>It was put into the sent folder.</summary>
    Sent,

    /// <summary>Somebody put it there: a draft, or a copy of a message that is still elsewhere.</summary>
    Filed,
}
