using System.Globalization;
using System.Text;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Deliveries as they arrive, judged by libraries that others wrote: every one verifies, and none that was altered.</summary>
public sealed class WebhookVerifierTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static readonly string[] Types = [WebhookCalls.Type];

    private ApiHost Host => fixture.Host;

    private WebhookReceiver Receiver => fixture.Receiver;

    [PostgresFact]
    public async Task Deliveries_AreVerifiedByTheLibraryOfNuGet_UnlessTheyWereAltered()
    {
        var (secret, deliveries) = await DeliverAsync("nuget");

        foreach (var delivery in deliveries)
        {
            Assert.True(Accepts(secret, delivery));
            foreach (var altered in AlterationsOf(delivery))
                Assert.False(Accepts(secret, altered), $"{altered}");
        }
    }

    [WebhookVerifiersPostgresFact]
    public async Task Deliveries_AreVerifiedByTheLibrariesOfNpm_UnlessTheyWereAltered()
    {
        var (secret, deliveries) = await DeliverAsync("npm");
        List<SignedDelivery> altered = [.. deliveries.SelectMany(AlterationsOf)];

        foreach (var (library, accepted) in await WebhookVerifiers.VerifyAsync(secret, deliveries))
            Assert.True(accepted.Count == deliveries.Count && accepted.All(isAccepted => isAccepted), library);
        foreach (var (library, accepted) in await WebhookVerifiers.VerifyAsync(secret, altered))
            Assert.True(accepted.Count == altered.Count && !accepted.Any(isAccepted => isAccepted), library);
    }

    /// <summary>Delivers events to an endpoint that has two keys and two secrets.</summary>
    /// <returns>The present secret, and what arrived.</returns>
    private async Task<(string Secret, IReadOnlyList<SignedDelivery> Deliveries)> DeliverAsync(string name)
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(WebhookCalls.Path, new { url = Receiver.Open(name), event_types = Types, asymmetric = true });
        var rotated = await user.PostAsync($"{WebhookCalls.Path}/{created.Text("id")}/rotate-secret", new { });
        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 5, padding: 100);
        var received = await Receiver.ReceiveAsync(name, 5);
        return (rotated.Text("secret"), [.. received.Select(ToSigned)]);
    }

    private static SignedDelivery ToSigned(ReceivedDelivery delivery) => new(
        delivery.Id, delivery.Timestamp.ToString(CultureInfo.InvariantCulture), string.Join(' ', delivery.Signatures), Encoding.UTF8.GetString(delivery.Body));

    private static IEnumerable<SignedDelivery> AlterationsOf(SignedDelivery delivery) =>
    [
        delivery with { Body = delivery.Body.Replace("\"n\":", "\"n\": ", StringComparison.Ordinal) },
        delivery with { Body = delivery.Body + " " },
        delivery with { Id = delivery.Id + "0" },
        delivery with { Timestamp = (long.Parse(delivery.Timestamp, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) },
        delivery with { Signature = string.Join(' ', delivery.Signature.Split(' ').Where(signature => signature.StartsWith("v1a,", StringComparison.Ordinal))) },
    ];

    private static bool Accepts(string secret, SignedDelivery delivery)
    {
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = delivery.Id,
            ["webhook-timestamp"] = delivery.Timestamp,
            ["webhook-signature"] = delivery.Signature,
        };
        try
        {
            new StandardWebhook(secret).Verify(delivery.Body, headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }
}
