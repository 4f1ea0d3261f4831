using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// LOGIN (draft-murchison-sasl-login): the server sends two prompts. Their text is ignored, because some servers do not send
/// "Username:" and "Password:".
/// </summary>
internal sealed class LoginMechanism(string user, string password) : SaslMechanism
{
    private int _asked;

    public override string Name => "LOGIN";

    public override bool IsClientFirst => false;

    public override byte[]? Respond(ReadOnlySpan<byte> challenge) => _asked++ switch
    {
        0 => Encoding.UTF8.GetBytes(user),
        1 => Encoding.UTF8.GetBytes(password),
        _ => null,
    };
}
