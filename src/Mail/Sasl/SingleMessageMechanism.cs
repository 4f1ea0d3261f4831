namespace EmailAgent.Mail.Sasl;

/// <summary>A mechanism of which the client's part is one message. What the server adds to that can only be a refusal.</summary>
internal abstract class SingleMessageMechanism : SaslMechanism
{
    private bool _sent;

    public sealed override byte[]? Respond(ReadOnlySpan<byte> challenge)
    {
        if (_sent)
        {
            return Refused(challenge);
        }

        _sent = true;
        return Message();
    }

    protected abstract byte[] Message();

    /// <summary>Returns the response to a challenge after the message.</summary>
    protected virtual byte[]? Refused(ReadOnlySpan<byte> challenge) => null;
}
