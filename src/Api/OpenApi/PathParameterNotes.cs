using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes the parameters that stand in paths.</summary>
internal static class PathParameterNotes
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        ["attachment_id"] = "The id of an attachment, as the message lists it.",
        ["label_id"] = "The id of a label or folder, or a role such as `inbox`.",
        ["user_id"] = "The id of a user.",
        ["connection_id"] = "The id of a mailbox.",
        ["invitation_id"] = "The id of an invitation.",
        ["session_id"] = "The id of a session.",
        ["provider"] = "The kind of mailbox, as GET /providers lists it, such as `gmail`.",
        ["token"] = "The token of the set-up link.",
    };

    // What an id names is what stands before it in the path.
    private static readonly Dictionary<string, string> Resources = new(StringComparer.Ordinal)
    {
        ["emails"] = "a message",
        ["connections"] = "a mailbox",
        ["organizations"] = "an organization",
        ["api-keys"] = "an API key",
        ["sessions"] = "a session; `current` for the caller's own",
        ["users"] = "a user",
        ["labels"] = "a label",
        ["folders"] = "a folder",
        ["attachments"] = "an attachment",
    };

    public static void Complete(OpenApiParameter parameter, string path)
    {
        parameter.Description ??= ByName.GetValueOrDefault(parameter.Name!) ?? $"The id of {Resource(path)}.";
        parameter.Example ??= JsonValue.Create(parameter.Name == "provider" ? "gmail" : "019ac2f04b7e7c5b8d1e2f3a4b5c6d7e");
    }

    private static string Resource(string path)
    {
        var steps = path.Split('/');
        var place = Array.IndexOf(steps, "{id}");
        return place > 0 && Resources.TryGetValue(steps[place - 1], out var resource)
            ? resource
            : throw new InvalidOperationException($"It is not known what the id in {path} names.");
    }
}
