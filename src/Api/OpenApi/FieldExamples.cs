namespace EmailAgent.Api.OpenApi;

/// <summary>Examples that fields of many names have, as JSON.</summary>
internal static class FieldExamples
{
    public const string Id = "\"019ac2f04b7e7c5b8d1e2f3a4b5c6d7e\"";
    public const string Time = "\"2026-11-20T12:00:00.000Z\"";
}
