using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Api.SignIn;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(ListAnswer<ProviderInfo>))]
[JsonSerializable(typeof(AuthUrlRequest))]
[JsonSerializable(typeof(SignInStart))]
[JsonSerializable(typeof(CallbackRequest))]
internal sealed partial class SignInJson : JsonSerializerContext;
