using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>OAUTHBEARER (RFC 7628). A refusal is acknowledged by a lone ^A (section 3.2.3).</summary>
internal sealed class OAuthBearerMechanism(string user, string token, string host, int port) : SingleMessageMechanism
{
    private string? _error;

    public override string Name => "OAUTHBEARER";

    public override string? ServerError => _error;

    protected override byte[] Message() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"n,a={ScramText.Escape(user)},\u0001host={host}\u0001port={port}\u0001auth=Bearer {token}\u0001\u0001"));

    protected override byte[]? Refused(ReadOnlySpan<byte> challenge)
    {
        var first = _error is null;
        _error ??= ErrorDocument.Read(challenge);
        return first ? [1] : null;
    }
}
