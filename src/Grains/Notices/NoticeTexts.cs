using EmailAgent.Delivery.Notices;

namespace EmailAgent.Grains.Notices;

/// <summary>Texts of the mails.</summary>
internal static class NoticeTexts
{
    private const string NotYou = "If you did not do this, reset your password and check your sessions.";

    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="to">The address.</param>
    /// <param name="token">For the kinds that carry one.</param>
    /// <param name="publicUrl">Where links lead; null without links.</param>
    public static Notice Write(string kind, string to, string? token, Uri? publicUrl) => kind switch
    {
        NoticeKinds.VerifyEmail => new Notice(to, "Confirm your address", Body(
        [
            "Please confirm that this is your address. This is valid once, for 24 hours:",
            Way(publicUrl, "verify-email", token!),
            .. HowTo(publicUrl, "where you registered", "POST /api/v1/auth/verify-email", "{\"token\": \"...\"}"),
            "If you did not register with EmailAgent, do nothing.",
        ])),
        NoticeKinds.ResetPassword => new Notice(to, "Reset your password", Body(
        [
            "A password reset was requested for your account. Choose a new password here; this is valid once, for an hour:",
            Way(publicUrl, "reset-password", token!),
            .. HowTo(publicUrl, "where you requested the reset", "POST /api/v1/auth/reset-password/confirm", "{\"token\": \"...\", \"password\": \"...\"}"),
            "If you did not request it, do nothing: your password does not change.",
        ])),
        NoticeKinds.AlreadyRegistered => new Notice(to, "You already have an account", Body(
            "A registration was attempted with this address, which already has an account. Log in, or reset the password if you forgot it.")),
        NoticeKinds.PasswordChanged => new Notice(to, "Your password was changed", Body("The password of your EmailAgent account was changed, and all other sessions have ended.", NotYou)),
        NoticeKinds.SecondFactorOn => new Notice(to, "Second factor turned on", Body("Logging in to your EmailAgent account now requires a code from your authenticator.", NotYou)),
        NoticeKinds.SecondFactorOff => new Notice(to, "Second factor turned off", Body("Logging in to your EmailAgent account no longer requires a code.", NotYou)),
        NoticeKinds.SecondFactorReset => new Notice(to, "Second factor removed", Body(
            "An administrator removed the second factor of your EmailAgent account and ended all sessions. Logging in requires no code until you turn it on again.",
            "If you did not request this, contact the administrators of this service.")),
        NoticeKinds.WebhookDisabled => new Notice(to, "A webhook was disabled", Body(
            "A webhook of your EmailAgent account did not accept events, and was disabled. GET /api/v1/integrations/webhooks shows which one and why.",
            "Repair its endpoint and enable the webhook again: PATCH /api/v1/integrations/webhooks/{id} with {\"enabled\": true}. It then receives all events that it has missed.")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such mail."),
    };

    /// <summary>Returns the instructions for using the code if there is no page that it could be a link to.</summary>
    /// <param name="publicUrl">Where links lead; null without links.</param>
    /// <param name="where">The place in which people enter the code.</param>
    /// <param name="request">The request by which a program sends it.</param>
    /// <param name="body">The body of the request.</param>
    public static string[] HowTo(Uri? publicUrl, string where, string request, string body) => publicUrl is not null
        ? []
        : [$"This is a code, not a link. Enter it {where}. If you use the API directly, send it to your EmailAgent server:\n{request} with {body}"];

    // In the fragment, which browsers do not send, so that the token is in no server's log.
    public static string Way(Uri? publicUrl, string page, string token) =>
        publicUrl is null ? token : $"{publicUrl.AbsoluteUri.TrimEnd('/')}/{page}#token={token}";

    public static string Body(params string[] paragraphs) => $"Hello,\n\n{string.Join("\n\n", paragraphs)}\n";
}
