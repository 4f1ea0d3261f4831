using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Api.Health;

/// <summary>The addresses of the server's pages and documents.</summary>
/// <param name="Name">The name of the product.</param>
/// <param name="Docs">The interactive pages.</param>
/// <param name="Openapi">The OpenAPI document.</param>
/// <param name="Health">The check of the process.</param>
internal sealed record RootAnswer(string Name, string Version, string Docs, string Openapi, string Health);

/// <summary>The liveness of the process.</summary>
/// <param name="Status"><c>ok</c>: the process answers.</param>
internal sealed record HealthAnswer([property: AllowedValues("ok")] string Status, string Version);

/// <summary>The readiness to serve requests.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
/// <param name="Database"><c>connected</c>, <c>not_writable</c> or <c>disconnected</c>.</param>
internal sealed record ReadyAnswer(
    [property: AllowedValues("ready", "not_ready")] string Status, [property: AllowedValues("connected", "not_writable", "disconnected")] string Database);
