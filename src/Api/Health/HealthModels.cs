namespace EmailAgent.Api.Health;

/// <param name="Status"><c>ok</c>: the process answers.</param>
internal sealed record HealthAnswer(string Status, string Version);

/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
/// <param name="Database"><c>connected</c>, <c>not_writable</c> or <c>disconnected</c>.</param>
internal sealed record ReadyAnswer(string Status, string Database);
