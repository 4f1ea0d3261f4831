namespace EmailAgent.Api.Events;

/// <summary>Fields that the events of several features have.</summary>
internal static class EventFields
{
    /// <summary>An example of an id, as JSON.</summary>
    public const string Id = "\"019ac2f04b7e7c5b8d1e2f3a4b5c6d7e\"";

    public static readonly EventField Connection = new("connection_id", EventFieldKind.Text, "The mailbox.", Id);
    public static readonly EventField Label = new("label_id", EventFieldKind.Text, "The label or folder.", Id);
}
