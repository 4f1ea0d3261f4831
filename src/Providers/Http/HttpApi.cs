namespace EmailAgent.Providers.Http;

/// <summary>The properties of one provider's HTTP API.</summary>
/// <param name="Title">The provider's name for people.</param>
/// <param name="BaseAddress">Ends with a slash.</param>
/// <param name="Judge">Judges an answer by its status and, where that is not enough, by its body.</param>
internal sealed record HttpApi(string Title, Uri BaseAddress, CallLimits Limits, CallJudge Judge);

/// <param name="retryAfter">The wait that the answer asks for.</param>
internal delegate CallOutcome CallJudge(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter);
