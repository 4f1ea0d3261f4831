namespace EmailAgent.Api.Http;

/// <summary>The time limit of a request, as a feature of it.</summary>
/// <param name="Reached">Cancelled when the time is over; unlike <see cref="HttpContext.RequestAborted"/> not when the client leaves.</param>
internal sealed record TimeLimit(CancellationToken Reached);
