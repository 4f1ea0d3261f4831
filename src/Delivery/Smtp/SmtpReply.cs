namespace EmailAgent.Delivery.Smtp;

/// <summary>A server's reply (RFC 5321 section 4.2).</summary>
public sealed class SmtpReply
{
    internal SmtpReply(int code, SmtpEnhancedStatus? status, IReadOnlyList<string> lines)
    {
        Code = code;
        Status = status;
        Lines = lines;
    }

    /// <summary>The three digits, 200 to 599.</summary>
    public int Code { get; }

    /// <summary>The enhanced status code (RFC 3463), null if the server gave none or one that contradicts <see cref="Code"/>.</summary>
    public SmtpEnhancedStatus? Status { get; }

    /// <summary>The server's text by line, without codes; control characters are replaced by spaces.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The server's text in one line.</summary>
    public string Text => string.Join(' ', Lines);

    /// <summary>2xx: done.</summary>
    public bool IsPositive => Code / 100 == 2;

    /// <summary>3xx: the server waits for more.</summary>
    public bool IsIntermediate => Code / 100 == 3;

    /// <summary>4xx: refused now, but can succeed later.</summary>
    public bool IsTransient => Code / 100 == 4;

    /// <summary>5xx: refused permanently; the same attempt will fail again.</summary>
    public bool IsPermanent => Code / 100 == 5;

    /// <summary>Returns codes and text in one line.</summary>
    public override string ToString() => Status is { } status ? $"{Code} {status} {Text}" : $"{Code} {Text}";
}
