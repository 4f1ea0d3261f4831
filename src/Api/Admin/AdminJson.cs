using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Admin;

namespace EmailAgent.Api.Admin;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(ListAnswer<AccountSession>))]
[JsonSerializable(typeof(InstanceStats))]
[JsonSerializable(typeof(TroubledConnectionPage))]
[JsonSerializable(typeof(SetupOffer))]
internal sealed partial class AdminJson : JsonSerializerContext;
