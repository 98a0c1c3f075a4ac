/** What other standards ask for the same as a rule. NIST's answer to a control of FSBP need not be said again. */
export interface RuleControls {
  readonly fsbp?: readonly string[];
  readonly cis?: readonly string[];
  readonly nist?: readonly string[];
}

/**
 * Rules of cdk-nag's pack AwsSolutions, by their short names.
 *
 * A control stands here if the rule looks at what it asks for; the rule may be stricter, or see a part of it. Rules that no control
 * asks for (as AS1, EC27, EC28, EC29, CFR1, CB4, SF2, SQS3) are not here. Read from the rules' source in cdk-nag 3.0.2.
 */
export const AWS_SOLUTIONS: { readonly [rule: string]: RuleControls } = {
  APIG1: { fsbp: ['APIGateway.9'], cis: ['4.10'] },
  APIG3: { fsbp: ['APIGateway.4'] },
  APIG4: { fsbp: ['APIGateway.8'] },
  APIG6: { fsbp: ['APIGateway.1'] },
  AS2: { fsbp: ['AutoScaling.1'] },
  CFR2: { fsbp: ['CloudFront.6'] },
  CFR3: { fsbp: ['CloudFront.5'], cis: ['4.10'] },
  CFR5: { fsbp: ['CloudFront.10'] },
  CFR7: { fsbp: ['CloudFront.13'] },
  EC23: { fsbp: ['EC2.18', 'EC2.19'], cis: ['6.1.2', '6.3', '6.4'] },
  EC26: { fsbp: ['EC2.3', 'EC2.181'] },
  ECR1: { cis: ['2.21'], nist: ['AC-3', 'AC-6'] },
  EFS1: { cis: ['3.3.1'] },
  ELB2: { fsbp: ['ELB.5'], cis: ['4.10'] },
  ELB3: { fsbp: ['ELB.7'] },
  ELB4: { fsbp: ['ELB.9', 'ELB.10'] },
  ELB5: { fsbp: ['ELB.3'] },
  EVB1: { cis: ['2.21'], nist: ['AC-3', 'AC-6'] },
  IAM4: { nist: ['AC-6'] },
  IAM5: { fsbp: ['IAM.1', 'IAM.21', 'KMS.1', 'KMS.2'], cis: ['2.14'] },
  KMS5: { cis: ['4.6'], nist: ['SC-12', 'SC-12(2)', 'SC-28(3)'] },
  L1: { fsbp: ['Lambda.2'] },
  RDS2: { cis: ['3.2.1'] },
  RDS3: { cis: ['3.2.4'] },
  S1: { fsbp: ['S3.9'] },
  S2: { fsbp: ['S3.8'], cis: ['3.1.4'] },
  S10: { fsbp: ['S3.5'], cis: ['3.1.1'] },
  SF1: { fsbp: ['StepFunctions.1'], nist: ['AU-2', 'AU-3', 'AU-12'] },
  SMG4: { fsbp: ['SecretsManager.1'] },
  SNS3: { nist: ['SC-8', 'SC-8(1)'] },
  SQS2: { fsbp: ['SQS.1'] },
  SQS4: { nist: ['SC-8', 'SC-8(1)'] },
  VPC7: { fsbp: ['EC2.6'], cis: ['4.7'] },
};

/** Rules that the packs for NIST, HIPAA and PCI share, and those of the pack Serverless, by the names that are the same in all. */
export const SHARED: { readonly [rule: string]: RuleControls } = {
  ALBHttpDropInvalidHeaderEnabled: { fsbp: ['ELB.4'] },
  ALBHttpToHttpsRedirection: { fsbp: ['ELB.1'] },
  ALBWAFEnabled: { nist: ['AC-4(21)'] },
  AutoScalingGroupELBHealthCheckRequired: { fsbp: ['AutoScaling.1'] },
  AutoScalingLaunchConfigPublicIpDisabled: { fsbp: ['AutoScaling.5'] },
  CloudTrailCloudWatchLogsEnabled: { fsbp: ['CloudTrail.5'] },
  CloudTrailEncryptionEnabled: { fsbp: ['CloudTrail.2'], cis: ['4.5'] },
  CloudTrailLogFileValidationEnabled: { fsbp: ['CloudTrail.4'], cis: ['4.2'] },
  CodeBuildProjectEnvVarAwsCred: { fsbp: ['CodeBuild.2'] },
  CodeBuildProjectSourceRepoUrl: { fsbp: ['CodeBuild.1'] },
  EC2IMDSv2Enabled: { fsbp: ['AutoScaling.3', 'EC2.8', 'EC2.170'], cis: ['6.7'] },
  EC2InstanceNoPublicIp: { fsbp: ['EC2.9'] },
  EC2InstanceProfileAttached: { cis: ['2.16'] },
  EC2RestrictedCommonPorts: { cis: ['6.3'] },
  EC2RestrictedSSH: { cis: ['6.3', '6.4'] },
  EFSEncrypted: { cis: ['3.3.1'] },
  ELBACMCertificateRequired: { fsbp: ['ELB.2'] },
  ELBCrossZoneLoadBalancingEnabled: { fsbp: ['ELB.9'] },
  ELBDeletionProtectionEnabled: { fsbp: ['ELB.6'] },
  ELBLoggingEnabled: { fsbp: ['ELB.5'], cis: ['4.10'] },
  ELBTlsHttpsListenersOnly: { fsbp: ['ELB.3'] },
  ELBv2ACMCertificateRequired: { fsbp: ['ELB.18'] },
  IAMPolicyNoStatementsWithAdminAccess: { fsbp: ['IAM.1'], cis: ['2.14'] },
  IAMPolicyNoStatementsWithFullAccess: { fsbp: ['IAM.21'] },
  IAMUserGroupMembership: { cis: ['2.13'] },
  IAMUserNoPolicies: { fsbp: ['IAM.2'], cis: ['2.13'] },
  KMSBackingKeyRotationEnabled: { cis: ['4.6'], nist: ['SC-12', 'SC-12(2)', 'SC-28(3)'] },
  LambdaFunctionPublicAccessProhibited: { fsbp: ['Lambda.1'], cis: ['2.21'] },
  LambdaLatestVersion: { fsbp: ['Lambda.2'] },
  RDSAutomaticMinorVersionUpgradeEnabled: { cis: ['3.2.2'] },
  RDSInstancePublicAccess: { cis: ['3.2.3'] },
  RDSMultiAZSupport: { cis: ['3.2.4'] },
  RDSStorageEncrypted: { cis: ['3.2.1'] },
  S3BucketLevelPublicAccessProhibited: { fsbp: ['S3.8'], cis: ['3.1.4'] },
  S3BucketLoggingEnabled: { fsbp: ['S3.9'] },
  S3BucketPublicReadProhibited: { fsbp: ['S3.2'] },
  S3BucketPublicWriteProhibited: { fsbp: ['S3.3'] },
  S3BucketSSLRequestsOnly: { fsbp: ['S3.5'], cis: ['3.1.1'] },
  SecretsManagerRotationEnabled: { fsbp: ['SecretsManager.1'] },
  VPCDefaultSecurityGroupClosed: { fsbp: ['EC2.2'], cis: ['6.5'] },
  VPCFlowLogsEnabled: { fsbp: ['EC2.6'], cis: ['4.7'] },
  VPCSubnetAutoAssignPublicIpDisabled: { fsbp: ['EC2.15'] },
};
