namespace EmailAgent.Api.Problems;

/// <summary>Ends the handling of a request whose parameters or body cannot be bound; the middleware answers with the refusal.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
