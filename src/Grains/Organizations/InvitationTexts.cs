using EmailAgent.Grains.Notices;
using EmailAgent.Providers.Notices;

namespace EmailAgent.Grains.Organizations;

/// <summary>What mails about invitations say. Names of organizations are strangers' texts, and nothing else of theirs gets in.</summary>
internal static class InvitationTexts
{
    public static Notice Write(string to, IReadOnlyList<(string Organization, string Role, string Token)> invitations, Uri? publicUrl)
    {
        string[] paragraphs =
        [
            "You are invited to an organization on EmailAgent. Log in, or register with this address, to accept. Each invitation is valid once, for 7 days:",
            .. invitations.Select(open => $"\"{Harmless(open.Organization)}\", as {open.Role}:\n{NoticeTexts.Way(publicUrl, "accept-invitation", open.Token)}"),
            .. NoticeTexts.HowTo(publicUrl, "in your app to accept", "POST /api/v1/organizations/invitations/accept", "{\"token\": \"...\"}"),
            "If you do not know the sender, do nothing.",
        ];
        return new Notice(to, "You are invited", NoticeTexts.Body(paragraphs));
    }

    /// <summary>A name without the signs that mail programs make links of.</summary>
    private static string Harmless(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || " &'()-_+".Contains(c, StringComparison.Ordinal) ? c : ' ')).Trim();
}
