using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(JwksAnswer))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(PendingAnswer))]
[JsonSerializable(typeof(SecondFactorRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(ProofRequest))]
[JsonSerializable(typeof(SecondFactorState))]
[JsonSerializable(typeof(SecondFactorSecret))]
[JsonSerializable(typeof(RecoveryCodeList))]
[JsonSerializable(typeof(EmailRequest))]
[JsonSerializable(typeof(VerifyEmailRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ListAnswer<SessionAnswer>))]
[JsonSerializable(typeof(OwnerProofRequest))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(OpenedSession))]
[JsonSerializable(typeof(UserProfile))]
internal sealed partial class IdentityJson : JsonSerializerContext;
