using EmailAgent.Delivery.Notices;
using EmailAgent.Grains.Notices;

namespace EmailAgent.Grains.Organizations;

/// <summary>Texts of the mails about invitations. Names of organizations are untrusted text, and the only such text in them.</summary>
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

    /// <summary>Returns a name without the characters that mail programs turn into links.</summary>
    private static string Harmless(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || " &'()-_+".Contains(c, StringComparison.Ordinal) ? c : ' ')).Trim();
}
