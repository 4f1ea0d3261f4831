using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// XOAUTH2, as Google and Microsoft document it. A refusal is a challenge with an error document and requires an empty answer before
/// the server ends the exchange.
/// </summary>
internal sealed class XOAuth2Mechanism(string user, string token) : SingleMessageMechanism
{
    private string? _error;

    public override string Name => "XOAUTH2";

    public override string? ServerError => _error;

    protected override byte[] Message() => Encoding.UTF8.GetBytes($"user={user}\u0001auth=Bearer {token}\u0001\u0001");

    protected override byte[]? Refused(ReadOnlySpan<byte> challenge)
    {
        var first = _error is null;
        _error ??= ErrorDocument.Read(challenge);
        return first ? [] : null;
    }
}
